interface NewController {
  readonly id: number;
  readonly directoryId: string;
  /** "CONTROLLER://host:port". */
  readonly endpoints: readonly string[];
}

/**
 * The controller that a properties file describes (MetadataQuorumCommand.getControllerId and its neighbours). A
 * directory here has no meta.properties to read.
 */
export function newController(properties: ReadonlyMap<string, string>): NewController | { readonly problem: string } {
  const id = properties.get('node.id');
  if (id === undefined)
    return { problem: 'node.id not found in configuration file. Is this a valid controller configuration file?' };
  if (Number(id) < 0)
    return { problem: 'node.id was negative in configuration file. Is this a valid controller configuration file?' };
  if (!(properties.get('process.roles') ?? '').includes('controller'))
    return {
      problem:
        "process.roles did not contain 'controller' in configuration file. Is this a valid controller configuration " +
        'file?',
    };
  const directory = properties.get('metadata.log.dir') ?? properties.get('log.dirs')?.trim().split(',')[0];
  if (directory === undefined)
    return {
      problem: 'Neither metadata.log.dir nor log.dirs were found. Is this a valid controller configuration file?',
    };
  return { problem: `Unable to read meta.properties from ${directory}` };
}
