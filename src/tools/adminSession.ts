import { AdminClient } from '../clients/adminClient';
import type { EndpointType } from '../protocol/fields';
import { clientSettings } from './clientSettings';
import { orThrow } from './thrown';
import type { ToolContext } from './tool';

/** A tool's admin client. @throws Thrown where it cannot be made */
export function openAdmin(
  context: ToolContext,
  bootstrapServers: string,
  propertiesFile: string | undefined,
  clientId?: string,
  endpointType?: EndpointType,
): AdminClient {
  const settings = orThrow(clientSettings(context, bootstrapServers, propertiesFile, endpointType));
  return orThrow(
    AdminClient.create(context.environment, clientId === undefined ? settings : { ...settings, clientId }),
  );
}

/** What tools are told that talk to brokers or, since KIP-919, to controllers. */
export interface EitherServers {
  readonly bootstrapServer: string | undefined;
  readonly bootstrapController: string | undefined;
  readonly commandConfig: string | undefined;
}

/** The admin client of a tool that takes brokers or controllers. @throws Thrown where it cannot be made */
export function openEitherAdmin(
  context: ToolContext,
  { bootstrapServer, bootstrapController, commandConfig }: EitherServers,
): AdminClient {
  const endpointType = bootstrapServer === undefined ? 'controller' : 'broker';
  return openAdmin(context, bootstrapServer ?? bootstrapController ?? '', commandConfig, undefined, endpointType);
}
