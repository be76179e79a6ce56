import type { ArgparseParser } from '../../parsing/argparseParser';
import type { ToolVersion } from '../../parsing/toolVersion';

const dryRun = {
  flags: ['--dry-run'],
  action: 'store-true',
  help: 'True if we should print what would be done, but not do it.',
} as const;

const parserOf = (commandConfigHelp: string): ArgparseParser => ({
  defaultHelp: true,
  description: 'This tool describes kraft metadata quorum status.',
  arguments: [
    {
      exclusive: true,
      required: true,
      arguments: [
        {
          flags: ['--bootstrap-server'],
          help:
            'A comma-separated list of host:port pairs to use for establishing the connection to the Kafka ' +
            'cluster.',
        },
        {
          flags: ['--bootstrap-controller'],
          help:
            'A comma-separated list of host:port pairs to use for establishing the connection to the Kafka ' +
            'controllers.',
        },
      ],
    },
    { flags: ['--command-config'], help: commandConfigHelp },
  ],
  commands: {
    parsers: [
      {
        name: 'describe',
        help: 'Describe the metadata quorum info',
        arguments: [
          {
            title: 'Status',
            arguments: [
              {
                flags: ['--status'],
                action: 'store-true',
                help:
                  'A short summary of the quorum status and the other provides detailed information about the ' +
                  'status of replication.',
              },
            ],
          },
          {
            title: 'Replication',
            arguments: [
              {
                flags: ['--replication'],
                action: 'store-true',
                help: 'Detailed information about the status of replication',
              },
              { flags: ['--human-readable'], action: 'store-true', help: 'Human-readable output' },
            ],
          },
        ],
      },
      { name: 'add-controller', help: 'Add a controller to the KRaft controller cluster', arguments: [dryRun] },
      {
        name: 'remove-controller',
        help: 'Remove a controller from the KRaft controller cluster',
        arguments: [
          {
            flags: ['--controller-id', '-i'],
            type: 'Integer',
            required: true,
            help: 'The id of the controller to remove.',
          },
          {
            flags: ['--controller-directory-id', '-d'],
            required: true,
            help: 'The directory ID of the controller to remove.',
          },
          dryRun,
        ],
      },
    ],
  },
});

const commandConfig = 'Property file containing configs to be passed to Admin Client.';
const laterParser = parserOf(
  `${commandConfig} For add-controller, the file is used to specify the controller properties as well.`,
);

/** The arguments of kafka-metadata-quorum by release. */
export const parsers: Readonly<Record<ToolVersion, ArgparseParser>> = {
  '2.8': laterParser,
  '3.9': parserOf(commandConfig),
  '4.3': laterParser,
};
