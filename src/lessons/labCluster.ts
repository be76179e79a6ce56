import { controllerOf } from '../cluster/controllers';
import { profiles } from '../profiles/profiles';
import type { ProfileId } from '../profiles/profile';
import { seededStartMs } from '../runtime/clock';
import { createCluster } from '../runtime/createCluster';
import type { FrontMatter } from './lab';

/**
 * Makes the cluster that a lab begins with, before its setup: seeded, with a clock that moves only when told.
 * @param path of its file
 * @param replaces whether one that is there goes
 * @throws ClusterFileError where it cannot be made
 */
export function makeLabCluster(
  path: string,
  { id, brokers, controllers, combined, seed, config }: FrontMatter,
  profileId: ProfileId,
  wallClock: () => number,
  replaces: boolean,
): void {
  const profile = profiles[profileId];
  const { defaultControllers } = controllerOf(profile).quorum;
  const isCombined = combined && defaultControllers > 0;
  const plan = {
    profile,
    brokers,
    controllers: isCombined || defaultControllers === 0 ? 0 : (controllers ?? defaultControllers),
    combined: isCombined,
    seed: BigInt(seed),
    clock: 'manual',
    startMs: seededStartMs,
    brokerConfigs: config,
    words: ['kafka-lab', 'lab', 'start', id],
  } as const;
  createCluster(path, plan, wallClock, replaces);
}
