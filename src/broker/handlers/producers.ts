import { abortHanging } from '../../coordinators/transactions';
import { producersOf } from '../../log/producers';
import { isServed } from '../../log/replication';
import type { Partition } from '../../model/cluster';
import type { ClusterView } from '../../model/turn';
import { failureOf } from '../../protocol/apiError';
import { failure, noError } from '../../protocol/errors';
import type { ErrorCode } from '../../protocol/errors';
import type { Handler } from '../handler';

/** DescribeProducers: whom the leader of a partition remembers. */
export const describeProducersHandler: Handler<'DescribeProducers'> = {
  by: 'broker',
  answer: (view, { topics }, { connection }) => ({
    topics: topics.map(({ name, partitionIndexes }) => ({
      name,
      partitions: partitionIndexes.map((partitionIndex) => {
        const partition = led(view, connection.nodeId, name, partitionIndex);
        if (typeof partition === 'string') return { partitionIndex, ...failure(partition), activeProducers: [] };
        return {
          partitionIndex,
          ...noError,
          activeProducers: producersOf(view, partition).map((producer) => ({
            producerId: producer.producerId,
            producerEpoch: producer.producerEpoch,
            lastSequence: producer.lastSequence,
            lastTimestamp: producer.lastTimestampMs,
            coordinatorEpoch: producer.coordinatorEpoch,
            currentTxnStartOffset: producer.transactionStartOffset ?? -1,
          })),
        };
      }),
    })),
  }),
};

/** WriteTxnMarkers: an administrator aborts a transaction that its coordinator knows nothing of. */
export const writeTxnMarkersHandler: Handler<'WriteTxnMarkers'> = {
  by: 'leader',
  answer: (turn, { markers }, { connection }) => ({
    markers: markers.map(({ producerId, producerEpoch, coordinatorEpoch, topics }) => ({
      producerId,
      topics: topics.map(({ name, partitionIndexes }) => ({
        name,
        partitions: partitionIndexes.map((partitionIndex) => {
          const partition = led(turn, connection.nodeId, name, partitionIndex);
          if (typeof partition === 'string') return { partitionIndex, errorCode: partition };
          const error = abortHanging(turn, partition, { producerId, producerEpoch }, coordinatorEpoch);
          return { partitionIndex, errorCode: failureOf(error).errorCode };
        }),
      })),
    })),
  }),
};

/** The partition, where this node leads it; else why it does not answer. */
function led(view: ClusterView, nodeId: number, name: string, number: number): Partition | ErrorCode {
  const topic = view.topic(name);
  const partition = topic && view.partition(topic, number);
  if (!partition) return 'UNKNOWN_TOPIC_OR_PARTITION';
  return partition.leader === nodeId && isServed(view, partition) ? partition : 'NOT_LEADER_OR_FOLLOWER';
}
