import type { ClusterRecord } from '../../model/records';
import { metadataRecordTypes, unlistedRecords } from './metadataLog';

type Field = string | number | boolean | null | readonly number[];

/** A record as it stands in __cluster_metadata. */
export interface MetadataEntry {
  readonly offset: number;
  /** Epoch of the leader that wrote it. */
  readonly epoch: number;
  /** Cluster time, ms. */
  readonly timeMs: number;
  readonly type: string;
  /** Names as in Kafka's metadata schemas. */
  readonly fields: Readonly<Record<string, Field>>;
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
    } else if (metadataRecordTypes.has(record.type)) {
      yield {
        offset: index + unlistedRecords(office, timeMs),
        epoch,
        timeMs,
        type: record.type,
        fields: fieldsOf(record),
      };
      index++;
    }
  }
}

function fieldsOf(record: ClusterRecord): Readonly<Record<string, Field>> {
  switch (record.type) {
    case 'TopicRecord':
      return { name: record.name, topicId: record.topicId };
    case 'RemoveTopicRecord':
      return { topicId: record.topicId };
    case 'PartitionRecord': {
      const { partitionId, topicId, replicas, isr, leader, leaderEpoch, partitionEpoch } = record;
      return {
        partitionId,
        topicId,
        replicas,
        isr,
        removingReplicas: [],
        addingReplicas: [],
        leader,
        leaderEpoch,
        partitionEpoch,
      };
    }
    case 'PartitionChangeRecord': {
      const {
        partitionId,
        topicId,
        isr,
        leader,
        replicas,
        removingReplicas,
        addingReplicas,
        elr,
        lastKnownElr,
        recovering,
      } = record;
      return {
        partitionId,
        topicId,
        ...(isr && { isr }),
        ...(leader !== undefined && { leader }),
        ...(replicas && { replicas }),
        ...(removingReplicas && { removingReplicas }),
        ...(addingReplicas && { addingReplicas }),
        ...(recovering !== undefined && { leaderRecoveryState: Number(recovering) }),
        ...(elr && { eligibleLeaderReplicas: elr }),
        ...(lastKnownElr && { lastKnownElr }),
      };
    }
    case 'BrokerRegistrationChangeRecord': {
      const { brokerId, fenced, inControlledShutdown } = record;
      // 1 fences, -1 unfences, 0 leaves it.
      return {
        brokerId,
        fenced: inControlledShutdown ? 0 : fenced ? 1 : -1,
        inControlledShutdown: Number(inControlledShutdown ?? 0),
      };
    }
    case 'ConfigRecord':
      return {
        resourceType: record.resourceType.toUpperCase().replaceAll('-', '_'),
        resourceName: record.resourceName,
        name: record.name,
        value: record.value,
      };
    case 'ClientQuotaRecord':
      return {
        entity: JSON.stringify(record.entity),
        key: record.key,
        value: record.value ?? 0,
        remove: record.value === null,
      };
    default: {
      const { type: _, ...fields } = record;
      return fields as Readonly<Record<string, Field>>;
    }
  }
}
