import { apiError } from '../../protocol/apiError';
import { logDirsOf } from '../../cluster/logDirs';
import { epochRanges } from '../../log/lineage';
import type { Handler } from '../handler';

/**
 * Replicas are kept in a broker's first directory: which one a replica is in is not simulated. Their size is that of the batches that
 * stand in the log; deleted records keep their place, as they do until their segment goes.
 */
export const describeLogDirsHandler: Handler<'DescribeLogDirs'> = {
  by: 'broker',
  answer: (view, { brokerId, topics }) => {
    const broker = view.node(brokerId);
    if (!broker) return [];
    const wanted = topics && new Set(topics);
    const partitions = [...view.partitionsOnBroker(brokerId)]
      .flat()
      .filter(({ topic }) => !wanted || wanted.has(topic));
    const replicas = partitions.map(({ topicKey, topic, partition }) => {
      const log = view.replicaLogs({ topicKey, partition }).get(brokerId);
      const size = log
        ? epochRanges(log).reduce((sum, range) => sum + view.bytesOf({ topicKey, partition, ...range }), 0)
        : 0;
      return {
        topic,
        partition,
        isFuture: false,
        size,
        offsetLag: log ? Math.max(0, log.highWatermark - log.endOffset) : 0,
      };
    });
    return logDirsOf(broker).map((dir, index) => ({ dir, replicas: index === 0 ? replicas : [] }));
  },
};

/** ReplicaManager.alterReplicaLogDirs */
export const alterReplicaLogDirsHandler: Handler<'AlterReplicaLogDirs'> = {
  by: 'broker',
  answer: (view, { brokerId, moves }) =>
    moves.map(({ topic: name, partition, logDir }) => {
      const topic = view.topic(name);
      const dirs = logDirsOf(view.node(brokerId)!);
      const error = !dirs.includes(logDir)
        ? apiError('LOG_DIR_NOT_FOUND')
        : !(topic && view.partition(topic, partition)?.replicas.includes(brokerId))
          ? apiError('REPLICA_NOT_AVAILABLE')
          : undefined;
      return { topic: name, partition, ...(error && { error }) };
    }),
};
