import { readRecord, type ClusterRecord } from '../../model/records';
import { metadataFields, type MetadataFields } from './metadataFields';
import { unlistedRecords } from './metadataLog';

/** A record as it stands in __cluster_metadata. */
export interface MetadataEntry {
  readonly offset: number;
  /** Epoch of the leader that wrote it. */
  readonly epoch: number;
  /** Cluster time, ms. */
  readonly timeMs: number;
  readonly type: string;
  /** Names as in Kafka's metadata schemas. */
  readonly fields: MetadataFields;
}

/**
 * The metadata log out of the cluster's: what is not metadata is left out, and NoOpRecords take their offsets. Feed it
 * all records in order.
 */
export function* readMetadataLog(
  entries: Iterable<{ readonly timeMs: number; readonly record: ClusterRecord }>,
): Iterable<MetadataEntry> {
  let index = 0;
  let epoch = 0;
  let office: { unlisted: number; sinceMs: number; lostSinceMs: number | null } = {
    unlisted: 0,
    sinceMs: 0,
    lostSinceMs: 0,
  };
  for (const { timeMs, record } of entries) {
    if (record.type === 'ControllerChangeRecord') {
      const { unlisted = 0, sinceMs, lostSinceMs = null, controllerId } = record;
      office = { unlisted, sinceMs, lostSinceMs };
      if (lostSinceMs === null && record.epoch > epoch)
        yield {
          offset: index + unlisted - 1,
          epoch: record.epoch,
          timeMs,
          type: 'LeaderChangeMessage',
          fields: { leaderId: controllerId },
        };
      ({ epoch } = record);
      continue;
    }
    const fields = readRecord(metadataFields, record);
    if (!fields) continue;
    yield { offset: index + unlistedRecords(office, timeMs), epoch, timeMs, type: record.type, fields };
    index++;
  }
}
