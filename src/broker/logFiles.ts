import { logDirsOf } from '../cluster/logDirs';
import type { StoredBatch } from '../model/log';
import { batchesOf } from '../log/read';
import type { ClusterHost } from './host';

export type { StoredBatch };

/** The batches of a log's only segment by its path on a broker's disk, as /var/kafka/data-1/t-0/00000000000000000000.log; undefined where there is no such file. */
export function readLogFile(host: ClusterHost, path: string): readonly StoredBatch[] | undefined {
  const match = /^(.*)\/([^/]+)-(\d+)\/0{20}\.log$/.exec(path);
  if (!match) return undefined;
  const [, dir, name = '', partition] = match;
  return host.read((view) => {
    const broker = view.nodes().find((node) => node.role !== 'controller' && logDirsOf(node).includes(dir ?? ''));
    const topic = view.topic(name);
    const found = topic && view.partition(topic, Number(partition));
    if (!broker || !found?.replicas.includes(broker.id)) return undefined;
    const log = view.replicaLogs(found).get(broker.id);
    return log ? [...batchesOf(view, found, log, 0)] : [];
  });
}
