import type { CoordinatorType } from '../../protocol/fields';
import type { Coordinator } from '../../protocol/messages/groups';
import type { AdminClient } from '../adminClient';

/**
 * Who coordinates a group or a transactional id (CoordinatorStrategy). Asked twice, because the asking may bring the
 * coordinator into being; still none is the answer's error.
 * @throws CallFailed
 */
export function findCoordinator(admin: AdminClient, keyType: CoordinatorType, key: string): Coordinator {
  const ask = () => admin.call('findCoordinator', 'FindCoordinator', { keyType, coordinatorKeys: [key] });
  const [first] = ask().coordinators;
  return first?.errorCode === 'NONE' ? first : ask().coordinators[0]!;
}
