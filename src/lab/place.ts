import { dirname } from 'node:path';
import { distrust } from '../runtime/ownership';
import { LabRefusal, type LabContext } from './context';

/**
 * Where a cluster is put. A cluster above, on which commands work here too, is not replaced from here; somebody
 * else's is in nobody's way.
 * @throws LabRefusal
 */
export function placeOf({ path, ownPath }: LabContext): string {
  if (path === ownPath || distrust(dirname(path)) !== undefined || distrust(path) !== undefined) return ownPath;
  throw new LabRefusal(
    `The cluster of this folder is in one above it: ${path}. Replace it from there, or make another one here: ` +
      `KAFKA_LAB_HOME=.kafka-lab kafka-lab init`,
  );
}
