import { abortHanging } from '../../coordinators/transactions';
import { producersOf } from '../../log/producers';
import { failure, noError } from '../../protocol/errors';
import type { Handler } from '../handler';
import { ledPartition } from '../ledPartition';

/** DescribeProducers: whom the leader of a partition remembers. */
export const describeProducersHandler: Handler<'DescribeProducers'> = {
  by: 'broker',
  answer: (view, { topics }, { connection }) => ({
    topics: topics.map(({ name, partitionIndexes }) => ({
      name,
      partitions: partitionIndexes.map((partitionIndex) => {
        const partition = ledPartition(view, connection.nodeId, { topic: name, partition: partitionIndex });
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
          const partition = ledPartition(turn, connection.nodeId, { topic: name, partition: partitionIndex });
          if (typeof partition === 'string') return { partitionIndex, errorCode: partition };
          const error = abortHanging(turn, partition, { producerId, producerEpoch }, coordinatorEpoch);
          return { partitionIndex, errorCode: (error ?? noError).errorCode };
        }),
      })),
    })),
  }),
};
