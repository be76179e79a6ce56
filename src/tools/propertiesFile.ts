import type { JavaException } from '../clients/exceptions';
import { parseProperties } from '../jvm/properties';
import { illegalArgument, noSuchFile } from './javaExceptions';
import type { ToolContext } from './tool';

/** Reads a properties file (Utils.loadProps): its properties, or what is thrown where it is not there or malformed. */
export function readProperties(
  context: ToolContext,
  path: string,
): { readonly properties: ReadonlyMap<string, string> } | { readonly thrown: JavaException } {
  const text = context.readFile(path);
  if (text === undefined) return { thrown: noSuchFile(path) };
  const parsed = parseProperties(text);
  return parsed.kind === 'error' ? { thrown: illegalArgument(parsed.message) } : parsed;
}
