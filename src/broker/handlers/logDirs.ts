import { findPartition } from '../../model/findPartition';
import { logDirsOf } from '../../cluster/logDirs';
import { epochRanges } from '../../log/lineage';
import type { ClusterNode } from '../../model/cluster';
import type { ClusterView } from '../../model/turn';
import { perTopic } from '../../protocol/perTopic';
import type { Handler } from '../handler';

/**
 * DescribeLogDirs. Replicas are kept in a broker's first directory: which one a replica is in is not simulated. Their
 * size is that of the batches that stand in the log; deleted records keep their place, as they do until their segment
 * goes.
 */
export const describeLogDirsHandler: Handler<'DescribeLogDirs'> = {
  by: 'broker',
  answer: (view, { topics }, { connection }) => {
    const broker = view.node(connection.nodeId)!;
    const wanted = topics && new Set(topics.map(({ topic }) => topic));
    const partitions = [...view.partitionsOnBroker(broker.id)]
      .flat()
      .filter(({ topic }) => !wanted || wanted.has(topic));
    const replicas = perTopic(partitions, (partition) => replica(view, broker, partition));
    return {
      errorCode: 'NONE',
      results: logDirsOf(broker).map((logDir, index) => ({
        errorCode: 'NONE',
        logDir,
        topics: index === 0 ? replicas.map(([name, described]) => ({ name, partitions: described })) : [],
      })),
    };
  },
};

function replica(
  view: ClusterView,
  { id }: ClusterNode,
  { topicKey, partition }: { readonly topicKey: number; readonly partition: number },
) {
  const log = view.replicaLogs({ topicKey, partition }).get(id);
  const sizes = log ? epochRanges(log).map((range) => view.bytesOf({ topicKey, partition, ...range })) : [];
  return {
    partitionIndex: partition,
    partitionSize: sizes.reduce((sum, size) => sum + size, 0),
    offsetLag: log ? Math.max(0, log.highWatermark - log.endOffset) : 0,
    isFutureKey: false,
  };
}

/** AlterReplicaLogDirs (ReplicaManager.alterReplicaLogDirs): what is wrong with a move is told, none is made. */
export const alterReplicaLogDirsHandler: Handler<'AlterReplicaLogDirs'> = {
  by: 'broker',
  answer: (view, { dirs }, { connection }) => {
    const known = logDirsOf(view.node(connection.nodeId)!);
    const moves = dirs.flatMap(({ path, topics }) =>
      topics.flatMap(({ name, partitions }) => partitions.map((partition) => ({ topic: name, partition, path }))),
    );
    return {
      results: perTopic(moves, ({ topic: name, partition, path }) => {
        const isHere = findPartition(view, { topic: name, partition })?.replicas.includes(connection.nodeId);
        return {
          partitionIndex: partition,
          errorCode: !known.includes(path)
            ? ('LOG_DIR_NOT_FOUND' as const)
            : isHere
              ? ('NONE' as const)
              : ('REPLICA_NOT_AVAILABLE' as const),
        };
      }).map(([topicName, partitions]) => ({ topicName, partitions })),
    };
  },
};
