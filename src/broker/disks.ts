import { findPartition } from '../model/findPartition';
import { logDirsOf } from '../cluster/logDirs';
import { batchesOf } from '../log/read';
import { asRecordBatch } from '../log/storedBatch';
import type { StoredBatch } from '../model/log';
import type { RecordBatch } from '../protocol/recordBatch';
import type { ClusterHost } from './host';

/** meta.properties of a log directory. */
export interface MetaProperties {
  readonly clusterId: string;
  readonly directoryId: string;
  readonly nodeId: number;
  /** 0 of ZooKeeper's brokers, 1 of KRaft's nodes. */
  readonly version: 0 | 1;
}

/** A batch in a log's file. */
export type FileBatch = RecordBatch & Pick<StoredBatch, 'control'>;

/** The simulated nodes' disks, for the tools that look into directories and files instead of asking a broker. */
export class Disks {
  constructor(private readonly host: ClusterHost) {}

  /** meta.properties of a node's directory; undefined where there is no such directory. */
  metaProperties(directory: string): MetaProperties | undefined {
    return this.host.read((view) => {
      const node = view.nodes().find(({ properties }) => (properties['log.dirs'] ?? '').split(',').includes(directory));
      return (
        node && {
          clusterId: view.clusterId,
          directoryId: node.directoryId,
          nodeId: node.id,
          version: view.profile.metaProperties,
        }
      );
    });
  }

  /**
   * The batches of a log's only segment by its path, as /var/kafka/data-1/t-0/00000000000000000000.log; undefined where
   * there is no such file.
   */
  batches(path: string): readonly FileBatch[] | undefined {
    const match = /^(.*)\/([^/]+)-(\d+)\/0{20}\.log$/.exec(path);
    if (!match) return undefined;
    const [, dir, name = '', partition] = match;
    return this.host.read((view) => {
      const broker = view.nodes().find((node) => node.role !== 'controller' && logDirsOf(node).includes(dir ?? ''));
      const found = findPartition(view, { topic: name, partition: Number(partition) });
      if (!broker || !found?.replicas.includes(broker.id)) return undefined;
      const log = view.replicaLogs(found).get(broker.id);
      return log ? Array.from(batchesOf(view, found, log, 0), asRecordBatch) : [];
    });
  }
}
