import { atLeast, between, listOf, oneOf, throttledReplicas, type ConfigRow } from './configDefinition';
import { compressions, kafkaVersion28 } from './sharedValidators';

/** Topic configurations of 2.8 (`LogConfig`). */
export const topicConfigs28 = (): readonly ConfigRow[] => [
  ['segment.bytes', 'INT', '1073741824', atLeast(14), { broker: 'log.segment.bytes' }],
  ['segment.ms', 'LONG', '604800000', atLeast(1), { broker: 'log.roll.ms' }],
  ['segment.jitter.ms', 'LONG', '0', atLeast(0), { broker: 'log.roll.jitter.ms' }],
  ['segment.index.bytes', 'INT', '10485760', atLeast(0), { broker: 'log.index.size.max.bytes' }],
  ['flush.messages', 'LONG', '9223372036854775807', atLeast(0), { broker: 'log.flush.interval.messages' }],
  ['flush.ms', 'LONG', '9223372036854775807', atLeast(0), { broker: 'log.flush.interval.ms' }],
  ['retention.bytes', 'LONG', '-1', undefined, { broker: 'log.retention.bytes' }],
  ['retention.ms', 'LONG', '604800000', atLeast(-1), { broker: 'log.retention.ms' }],
  ['max.message.bytes', 'INT', '1048588', atLeast(0), { broker: 'message.max.bytes' }],
  ['index.interval.bytes', 'INT', '4096', atLeast(0), { broker: 'log.index.interval.bytes' }],
  ['delete.retention.ms', 'LONG', '86400000', atLeast(0), { broker: 'log.cleaner.delete.retention.ms' }],
  ['min.compaction.lag.ms', 'LONG', '0', atLeast(0), { broker: 'log.cleaner.min.compaction.lag.ms' }],
  ['max.compaction.lag.ms', 'LONG', '9223372036854775807', atLeast(1), { broker: 'log.cleaner.max.compaction.lag.ms' }],
  ['file.delete.delay.ms', 'LONG', '60000', atLeast(0), { broker: 'log.segment.delete.delay.ms' }],
  ['min.cleanable.dirty.ratio', 'DOUBLE', '0.5', between(0, 1), { broker: 'log.cleaner.min.cleanable.ratio' }],
  ['cleanup.policy', 'LIST', 'delete', listOf('compact', 'delete'), { broker: 'log.cleanup.policy' }],
  ['unclean.leader.election.enable', 'BOOLEAN', 'false', undefined, { broker: 'unclean.leader.election.enable' }],
  ['min.insync.replicas', 'INT', '1', atLeast(1), { broker: 'min.insync.replicas' }],
  ['compression.type', 'STRING', 'producer', compressions, { broker: 'compression.type' }],
  ['preallocate', 'BOOLEAN', 'false', undefined, { broker: 'log.preallocate' }],
  ['message.format.version', 'STRING', '2.8-IV1', kafkaVersion28, { broker: 'log.message.format.version' }],
  [
    'message.timestamp.type',
    'STRING',
    'CreateTime',
    oneOf('CreateTime', 'LogAppendTime'),
    { broker: 'log.message.timestamp.type' },
  ],
  [
    'message.timestamp.difference.max.ms',
    'LONG',
    '9223372036854775807',
    atLeast(0),
    { broker: 'log.message.timestamp.difference.max.ms' },
  ],
  ['leader.replication.throttled.replicas', 'LIST', '', throttledReplicas],
  ['follower.replication.throttled.replicas', 'LIST', '', throttledReplicas],
  ['message.downconversion.enable', 'BOOLEAN', 'true', undefined, { broker: 'log.message.downconversion.enable' }],
];
