import type { Handler } from '../handler';

/** meta.properties of a node's log directory: no request of Kafka's, but what its tools read from a disk. */
export const storageInfoHandler: Handler<'StorageInfo'> = {
  by: 'broker',
  answer: (view, { directory }) => {
    const node = view.nodes().find(({ properties }) => (properties['log.dirs'] ?? '').split(',').includes(directory));
    return (
      node && {
        clusterId: view.clusterId,
        directoryId: node.directoryId,
        nodeId: node.id,
        version: view.profile.metaProperties,
      }
    );
  },
};
