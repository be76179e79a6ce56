import type { Disks } from '../../broker/disks';
import { zeroUuid } from '../../jvm/uuid';
import type { Listener } from '../../protocol/messages/quorum';
import { refused } from '../thrown';

interface NewController {
  readonly id: number;
  readonly directoryId: string;
  readonly listeners: readonly Listener[];
}

const rolesKey = 'process.roles';
const doubt = 'Is this a valid controller configuration file?';

/**
 * The controller that a properties file describes, with the directory id on its disk
 * (MetadataQuorumCommand.getControllerId and its
 * neighbours).
 * @throws Thrown
 */
export function newController(properties: ReadonlyMap<string, string>, disks: Disks): NewController {
  const id = properties.get('node.id');
  if (id === undefined) throw refused(`node.id not found in configuration file. ${doubt}`);
  if (Number(id) < 0) throw refused(`node.id was negative in configuration file. ${doubt}`);
  if (!(properties.get(rolesKey) ?? '').includes('controller'))
    throw refused(`${rolesKey} did not contain 'controller' in configuration file. ${doubt}`);
  const directory = properties.get('metadata.log.dir') ?? properties.get('log.dirs')?.trim().split(',')[0];
  if (directory === undefined) throw refused(`Neither metadata.log.dir nor log.dirs were found. ${doubt}`);
  const found = disks.metaProperties(directory);
  if (!found) throw refused(`Unable to read meta.properties from ${directory}`);
  const { directoryId } = found;
  if (directoryId === '' || directoryId === zeroUuid) throw refused(`No directory id found in ${directory}`);
  return { id: Number(id), directoryId, listeners: controllerListeners(properties) };
}

/**
 * Where it listens for controllers; what it advertises goes before
 * (MetadataQuorumCommand.getControllerAdvertisedListeners).
 */
function controllerListeners(properties: ReadonlyMap<string, string>): readonly Listener[] {
  const known = new Map(
    ['listeners', 'advertised.listeners']
      .flatMap((key) => (properties.get(key) ?? '').split(','))
      .flatMap((text) => {
        const [, name, host = '', port] = /^\s*(\w+):\/\/\[?([^\]]*?)\]?:(\d+)\s*$/.exec(text) ?? [];
        return name === undefined ? [] : [[name, { name, host: host || 'localhost', port: Number(port) }] as const];
      }),
  );
  const names = properties.get('controller.listener.names');
  if (names === undefined) throw refused(`controller.listener.names was not found. ${doubt}`);
  return names.split(',').map((name) => {
    const normalised = name.trim().toUpperCase();
    const listener = known.get(normalised);
    if (!listener) throw refused(`Cannot find information about controller listener name: ${normalised}`);
    return listener;
  });
}
