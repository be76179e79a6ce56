import { atLeast, oneOf, type ConfigRow } from './configDefinition';

/** Group configurations of 4.3 (`GroupConfig`). */
export const groupConfigs43 = (): readonly ConfigRow[] => [
  ['consumer.session.timeout.ms', 'INT', '45000', atLeast(1), { broker: 'group.consumer.session.timeout.ms' }],
  ['consumer.heartbeat.interval.ms', 'INT', '5000', atLeast(1), { broker: 'group.consumer.heartbeat.interval.ms' }],
  ['consumer.assignment.interval.ms', 'INT', '1000', atLeast(0), { broker: 'group.consumer.assignment.interval.ms' }],
  ['share.session.timeout.ms', 'INT', '45000', atLeast(1), { broker: 'group.share.session.timeout.ms' }],
  ['share.heartbeat.interval.ms', 'INT', '5000', atLeast(1), { broker: 'group.share.heartbeat.interval.ms' }],
  ['share.record.lock.duration.ms', 'INT', '30000', atLeast(1000), { broker: 'group.share.record.lock.duration.ms' }],
  ['share.delivery.count.limit', 'INT', '5', atLeast(2), { broker: 'group.share.delivery.count.limit' }],
  [
    'share.partition.max.record.locks',
    'INT',
    '2000',
    atLeast(100),
    { broker: 'group.share.partition.max.record.locks' },
  ],
  ['share.auto.offset.reset', 'STRING', 'latest', { kind: 'shareOffsetReset' }],
  ['share.isolation.level', 'STRING', 'read_uncommitted', oneOf('read_committed', 'read_uncommitted')],
  ['share.renew.acknowledge.enable', 'BOOLEAN', 'true'],
  ['share.assignment.interval.ms', 'INT', '1000', atLeast(0), { broker: 'group.share.assignment.interval.ms' }],
  ['streams.session.timeout.ms', 'INT', '45000', atLeast(1), { broker: 'group.streams.session.timeout.ms' }],
  ['streams.heartbeat.interval.ms', 'INT', '5000', atLeast(1), { broker: 'group.streams.heartbeat.interval.ms' }],
  ['streams.num.standby.replicas', 'INT', '0', atLeast(0), { broker: 'group.streams.num.standby.replicas' }],
  [
    'streams.initial.rebalance.delay.ms',
    'INT',
    '3000',
    atLeast(0),
    { broker: 'group.streams.initial.rebalance.delay.ms' },
  ],
  ['streams.assignment.interval.ms', 'INT', '1000', atLeast(0), { broker: 'group.streams.assignment.interval.ms' }],
];
