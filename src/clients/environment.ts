import type { Profile } from '../profiles/profile';
import type { ClientClock, Network } from '../protocol/network';

/**
 * What a client of Kafka stands on: the release that it is of, a network, a clock, chance, and a log. It reaches the
 * cluster by nothing else.
 */
export interface ClientEnvironment {
  readonly profile: Profile;
  readonly network: Network;
  readonly clock: ClientClock;
  readonly chance: ClientChance;
  /** Prints a line of the client's own log. */
  readonly log: (line: string) => void;
}

/**
 * The client's chance; in the simulation its draws come from the cluster's seeded generator, so that same commands give
 * same bytes.
 */
export interface ClientChance {
  /** Uniform in 0..bound-1. */
  nextInt(bound: number): number;
  /** Random bytes, as for a Uuid. */
  bytes(count: number): Uint8Array;
}
