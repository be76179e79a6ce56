import type { ClientSettings } from '../clients/adminClient';
import type { EndpointType } from '../clients/bootstrap';
import type { JavaException } from '../clients/exceptions';
import { parseProperties } from '../jvm/properties';
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
): ClientSettings | { readonly thrown: JavaException } {
  const text = propertiesFile === undefined ? '' : context.readFile(propertiesFile);
  if (text === undefined)
    return { thrown: { exception: 'java.nio.file.NoSuchFileException', message: propertiesFile ?? '' } };
  const parsed = parseProperties(text);
  if (parsed.kind === 'error')
    return { thrown: { exception: 'java.lang.IllegalArgumentException', message: parsed.message } };
  return { bootstrapServers, endpointType, properties: parsed.properties, command: context.command, log: context.err };
}
