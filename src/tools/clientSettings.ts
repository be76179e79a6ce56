import type { AdminClientSettings } from '../clients/adminClient';
import type { JavaException } from '../clients/exceptions';
import type { EndpointType } from '../protocol/fields';
import { readProperties } from './propertiesFile';
import type { ToolContext } from './tool';

/**
 * Connection and properties file of a tool's client; a file that is not there is the exception of java.nio
 * (Utils.loadProps).
 */
export function clientSettings(
  context: ToolContext,
  bootstrapServers: string,
  propertiesFile: string | undefined,
  endpointType: EndpointType = 'broker',
): AdminClientSettings | { readonly thrown: JavaException } {
  const read = propertiesFile === undefined ? { properties: new Map() } : readProperties(context, propertiesFile);
  return 'thrown' in read ? read : { bootstrapServers, endpointType, properties: read.properties };
}
