import { apiError, type ApiError } from '../protocol/apiError';
import { placeShifted, type RackedBroker } from '../cluster/placement/shiftedPlacer';
import { placeStriped } from '../cluster/placement/stripedPlacer';
import type { ClusterHost } from './host';

/**
 * Replicas for the partitions of one topic, as a tool proposes them with Kafka's own placement and the cluster's generator: AdminUtils
 * (shifted, up to 3.9) or StripedReplicaPlacer (since 4.x). Changes nothing but the generator.
 */
export function proposePlacement(
  host: ClusterHost,
  command: string,
  placement: 'shifted' | 'striped',
  brokers: readonly RackedBroker[],
  partitions: number,
  replicationFactor: number,
): { readonly ok: readonly (readonly number[])[] } | ApiError {
  return host.change({ kind: 'command', text: command }, ({ chance }) => {
    if (placement === 'shifted') {
      if (replicationFactor > brokers.length)
        return apiError(
          'INVALID_REPLICATION_FACTOR',
          `Replication factor: ${replicationFactor} larger than available brokers: ${brokers.length}.`,
        );
      return { ok: placeShifted(brokers, partitions, replicationFactor, chance) };
    }
    const cordoned = 'have all their log directories cordoned.';
    if (brokers.length === 0)
      return apiError('INVALID_REPLICATION_FACTOR', `All brokers are currently fenced, or ${cordoned}`);
    if (replicationFactor > brokers.length) {
      return apiError(
        'INVALID_REPLICATION_FACTOR',
        `The target replication factor of ${replicationFactor} cannot be reached because only ${brokers.length} broker(s) are registered or some brokers ${cordoned}`,
      );
    }
    return {
      ok: placeStriped(
        brokers.map((broker) => ({ ...broker, fenced: false })),
        partitions,
        replicationFactor,
        chance,
      ),
    };
  });
}
