import type { ClusterNode } from '../model/cluster';

/** A broker's data directories (log.dirs, or log.dir where that is not set). */
export function logDirsOf({ properties }: ClusterNode): readonly string[] {
  return (properties['log.dirs'] ?? properties['log.dir'] ?? '/tmp/kafka-logs')
    .split(',')
    .map((dir) => dir.trim())
    .filter((dir) => dir !== '');
}
