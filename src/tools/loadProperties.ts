import { Thrown } from './thrown';
import { readProperties } from './propertiesFile';
import type { ToolContext } from './tool';

/** Reads a properties file (Utils.loadProps). @throws Thrown where it is not there or malformed */
export function loadProperties(context: ToolContext, path: string): ReadonlyMap<string, string> {
  const read = readProperties(context, path);
  if ('thrown' in read) throw new Thrown(read.thrown);
  return read.properties;
}
