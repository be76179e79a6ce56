import type { Partition } from '../model/cluster';
import type { ClusterView } from '../model/turn';
import { javaHashOrder, javaLongHash } from '../jvm/hashOrder';
import { holds } from './lineage';
import { markerEpoch } from './storedBatch';
import { leaderLog, openTransactions, transactional } from './read';

/** One producer as a replica knows it (ProducerStateEntry). */
export interface ProducerState {
  readonly producerId: number;
  readonly producerEpoch: number;
  /** -1 before the first marker. */
  readonly coordinatorEpoch: number;
  /** -1 where the epoch is newer than its last data. */
  readonly lastSequence: number;
  readonly lastTimestampMs: number;
  /** undefined without an open transaction. */
  readonly transactionStartOffset: number | undefined;
}

/** producer.id.expiration.ms: a replica forgets who has not written for so long, ms. */
const expirationMs = 86_400_000;

/** Producers that the leader of a partition remembers, in the order of its map. */
export function producersOf(view: ClusterView, partition: Partition): readonly ProducerState[] {
  const log = leaderLog(view, partition);
  const open = openTransactions(transactional(view, partition, log));
  const states = view.producerIds(partition).flatMap((producerId): ProducerState[] => {
    const held = view
      .producerBatches(partition, producerId, 10)
      .filter((batch) => holds(log, batch.leaderEpoch, batch.baseOffset));
    const [last] = held;
    if (!last || last.maxTimestampMs + expirationMs < view.nowMs) return [];
    const data = held.find(({ control }) => control === 'none');
    const marker = held.find(({ control }) => control !== 'none');
    return [
      {
        producerId,
        producerEpoch: last.producerEpoch,
        coordinatorEpoch: marker ? markerEpoch(marker) : -1,
        lastSequence:
          data && data.producerEpoch === last.producerEpoch
            ? data.baseSequence + data.lastOffset - data.baseOffset
            : -1,
        lastTimestampMs: last.maxTimestampMs,
        transactionStartOffset: open.get(producerId),
      },
    ];
  });
  return javaHashOrder(states, ({ producerId }) => javaLongHash(producerId));
}
