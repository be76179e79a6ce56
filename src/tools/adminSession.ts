import { AdminClient } from '../clients/adminClient';
import type { JavaException } from '../clients/exceptions';
import type { EndpointType } from '../protocol/fields';
import { clientSettings } from './clientSettings';
import type { ToolContext } from './tool';

/** A Java exception on its way out of a tool's action. */
export class Thrown extends Error {
  constructor(readonly thrown: JavaException) {
    super(thrown.message ?? '');
  }
}

/** A tool's admin client. @throws Thrown where it cannot be made */
export function openAdmin(
  context: ToolContext,
  bootstrapServers: string,
  propertiesFile: string | undefined,
  clientId?: string,
  endpointType?: EndpointType,
): AdminClient {
  const settings = clientSettings(context, bootstrapServers, propertiesFile, endpointType);
  if ('thrown' in settings) throw new Thrown(settings.thrown);
  const client = AdminClient.create(context.environment, clientId === undefined ? settings : { ...settings, clientId });
  if ('thrown' in client) throw new Thrown(client.thrown);
  return client;
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
