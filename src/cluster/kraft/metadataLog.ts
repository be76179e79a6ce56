import { readTypes } from '../../model/records';
import type { ActiveController } from '../../model/cluster';
import type { ClusterView } from '../../model/turn';
import { metadataFields } from './metadataFields';

/** Types of the records that stand in __cluster_metadata. */
const metadataRecordTypes: ReadonlySet<string> = new Set(readTypes(metadataFields));

/** metadata.max.idle.interval.ms: an active controller with nothing to say writes a NoOpRecord this often. */
const noOpIntervalMs = 500;

/**
 * Records of the metadata log up to now that are not listed in this one: they take offsets, so offsets grow with time
 * as the real ones do.
 */
export function unlistedRecords(
  { unlisted, sinceMs, lostSinceMs }: Pick<ActiveController, 'unlisted' | 'sinceMs' | 'lostSinceMs'>,
  nowMs: number,
): number {
  return unlisted + Math.max(0, Math.floor(((lostSinceMs ?? nowMs) - sinceMs) / noOpIntervalMs));
}

/** Log end offset of __cluster_metadata on the active controller, now or at an earlier time (ms) of its office. */
export function metadataEndOffset(view: ClusterView, atMs = view.nowMs): number {
  return view.countRecords(metadataRecordTypes, atMs) + unlistedRecords(view.controller.quorum.leader(view), atMs);
}

/**
 * When (ms) the last NoOpRecord up to this time was written: followers that have nothing else to fetch are answered
 * then.
 */
export function lastNoOpMs(view: ClusterView, atMs = view.nowMs): number {
  const { sinceMs } = view.activeController();
  return sinceMs + Math.max(0, Math.floor((atMs - sinceMs) / noOpIntervalMs)) * noOpIntervalMs;
}
