import { requireCluster } from '../store/clusterFile';
import { ClusterFileError } from '../store/fileErrors';
import { momentIn } from '../store/moment';
import { createCluster, planOf } from './createCluster';
import { requireTrusted } from './ownership';
import { importedName, restoreSnapshot, snapshotsOf } from './snapshots';

/**
 * Puts a cluster back to how it was made: as init made it, or as it was imported. Of one who is killed meanwhile the
 * old one is there, or the new one.
 * @throws ClusterFileError when it is missing, not ours or damaged, or nobody knows any more how it was made
 */
export function resetCluster(path: string, wallClock: () => number): void {
  requireTrusted(path);
  requireCluster(path);
  const { made, origin } = momentIn(path);
  if (origin !== undefined) {
    const kept = snapshotsOf(path).find(({ name }) => name === importedName);
    if (!kept || momentIn(kept.path).origin !== origin)
      throw new ClusterFileError(
        `${path} was imported, and the snapshot ${importedName} is not there any more. ` +
          'Import it again with: kafka-lab import FILE --force',
      );
    restoreSnapshot(path, importedName, wallClock);
  } else if (made === undefined)
    throw new ClusterFileError(
      `${path} was made by an early release, which did not note how. Make it anew with: kafka-lab init --force`,
    );
  else createCluster(path, planOf(made), wallClock, true);
}
