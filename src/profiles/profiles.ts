import { kafka28zk } from './kafka28zk';
import { kafka39kraft } from './kafka39kraft';
import { kafka39zk } from './kafka39zk';
import { kafka43kraft } from './kafka43kraft';
import type { Profile, ProfileId } from './profile';

/** Every profile by its id, oldest release first. */
export const profiles: Readonly<Record<ProfileId, Profile>> = {
  '2.8-zk': kafka28zk,
  '3.9-zk': kafka39zk,
  '3.9-kraft': kafka39kraft,
  '4.3-kraft': kafka43kraft,
};

/** What the modes are called. */
export const modeNames: Readonly<Record<Profile['mode'], string>> = { zookeeper: 'ZooKeeper', kraft: 'KRaft' };

/** What `kafka-lab init` makes without --profile. */
export const defaultProfileId: ProfileId = '4.3-kraft';
