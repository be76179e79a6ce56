import { apiError } from '../../cluster/apiError';
import { logDirsOf } from '../../cluster/logDirs';
import type { Handler } from '../handle';

/** Replicas are kept in a broker's first directory: which one a replica is in is not simulated. */
export const describeLogDirsHandler: Handler<'DescribeLogDirs'> = {
  by: 'broker',
  answer: (view, { brokerId }) => {
    const broker = view.node(brokerId);
    if (!broker) return [];
    const replicas = [...view.partitionsOnBroker(brokerId)].flat().map(({ topic, partition }) => ({ topic, partition, isFuture: false }));
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
