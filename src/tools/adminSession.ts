import { AdminClient } from '../clients/adminClient';
import type { JavaException } from '../clients/exceptions';
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
): AdminClient {
  const settings = clientSettings(context, bootstrapServers, propertiesFile);
  if ('thrown' in settings) throw new Thrown(settings.thrown);
  const client = AdminClient.create(context.environment, clientId === undefined ? settings : { ...settings, clientId });
  if ('thrown' in client) throw new Thrown(client.thrown);
  return client;
}
