import { atLeast, changeRows, distinctList, type ConfigRow } from './configDefinition';
import { topicConfigs39 } from './topicConfigs39';

/** Topic configurations of 4.3. */
export const topicConfigs43 = (): readonly ConfigRow[] =>
  changeRows(topicConfigs39(), {
    removed: ['message.format.version', 'message.timestamp.difference.max.ms', 'message.downconversion.enable'],
    changed: [
      ['segment.bytes', 'INT', '1073741824', atLeast(1048576), { broker: 'log.segment.bytes' }],
      ['cleanup.policy', 'LIST', 'delete', distinctList('compact', 'delete'), { broker: 'log.cleanup.policy' }],
      [
        'message.timestamp.after.max.ms',
        'LONG',
        '3600000',
        atLeast(0),
        { broker: 'log.message.timestamp.after.max.ms' },
      ],
    ],
    after: {
      'remote.log.delete.on.disable': [['internal.segment.bytes', 'INT', null, undefined, { isInternal: true }]],
    },
  });
