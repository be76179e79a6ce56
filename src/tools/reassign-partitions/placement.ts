import type { ClientChance } from '../../clients/environment';
import { placeShifted, type RackedBroker } from '../../cluster/placement/shiftedPlacer';
import { placeStriped } from '../../cluster/placement/stripedPlacer';
import { failure, type Failure } from '../../protocol/errors';

/**
 * Replicas for the partitions of one topic, placed as the tool's own code does: AdminUtils (shifted, up to 3.9) or
 * StripedReplicaPlacer (since 4.x).
 */
export function proposePlacement(
  chance: ClientChance,
  placement: 'shifted' | 'striped',
  brokers: readonly RackedBroker[],
  partitions: number,
  replicationFactor: number,
): { readonly ok: readonly (readonly number[])[] } | Failure {
  if (placement === 'shifted') {
    if (replicationFactor > brokers.length)
      return failure(
        'INVALID_REPLICATION_FACTOR',
        `Replication factor: ${replicationFactor} larger than available brokers: ${brokers.length}.`,
      );
    return { ok: placeShifted(brokers, partitions, replicationFactor, chance) };
  }
  const cordoned = 'have all their log directories cordoned.';
  if (brokers.length === 0)
    return failure('INVALID_REPLICATION_FACTOR', `All brokers are currently fenced, or ${cordoned}`);
  if (replicationFactor > brokers.length) {
    return failure(
      'INVALID_REPLICATION_FACTOR',
      `The target replication factor of ${replicationFactor} cannot be reached because only ${brokers.length} ` +
        `broker(s) are registered or some brokers ${cordoned}`,
    );
  }
  const unfenced = brokers.map((broker) => ({ ...broker, fenced: false }));
  return { ok: placeStriped(unfenced, partitions, replicationFactor, chance) };
}
