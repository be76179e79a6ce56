import { atLeast, between, changeRows, type ConfigRow } from './configDefinition';
import { topicConfigs28 } from './topicConfigs28';
import { gzipLevel, kafkaVersion39 } from './sharedValidators';

/** Topic configurations of 3.9. */
export const topicConfigs39 = (): readonly ConfigRow[] =>
  changeRows(topicConfigs28(), {
    changed: [
      ['segment.index.bytes', 'INT', '10485760', atLeast(4), { broker: 'log.index.size.max.bytes' }],
      ['flush.messages', 'LONG', '9223372036854775807', atLeast(1), { broker: 'log.flush.interval.messages' }],
      ['message.format.version', 'STRING', '3.0-IV1', kafkaVersion39, { broker: 'log.message.format.version' }],
    ],
    after: {
      'compression.type': [
        ['compression.gzip.level', 'INT', '-1', gzipLevel, { broker: 'compression.gzip.level' }],
        ['compression.lz4.level', 'INT', '9', between(1, 17), { broker: 'compression.lz4.level' }],
        ['compression.zstd.level', 'INT', '3', between(-131072, 22), { broker: 'compression.zstd.level' }],
      ],
      'message.timestamp.difference.max.ms': [
        [
          'message.timestamp.before.max.ms',
          'LONG',
          '9223372036854775807',
          atLeast(0),
          { broker: 'log.message.timestamp.before.max.ms' },
        ],
        [
          'message.timestamp.after.max.ms',
          'LONG',
          '9223372036854775807',
          atLeast(0),
          { broker: 'log.message.timestamp.after.max.ms' },
        ],
      ],
      'message.downconversion.enable': [
        ['remote.storage.enable', 'BOOLEAN', 'false'],
        ['local.retention.ms', 'LONG', '-2', atLeast(-2), { broker: 'log.local.retention.ms' }],
        ['local.retention.bytes', 'LONG', '-2', atLeast(-2), { broker: 'log.local.retention.bytes' }],
        ['remote.log.copy.disable', 'BOOLEAN', 'false'],
        ['remote.log.delete.on.disable', 'BOOLEAN', 'false'],
      ],
    },
  });
