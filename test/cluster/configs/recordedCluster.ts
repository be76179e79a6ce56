import type { Failure } from '../../../src/protocol/errors';
import {
  completedStaticConfigs,
  effectiveConfigs,
  type BrokerConfigState,
} from '../../../src/cluster/configs/brokerConfigState';
import type { ConfigTexts } from '../../../src/cluster/configs/configValue';
import { changedTexts } from '../../../src/cluster/configs/validateTopicConfigs';
import { configCatalog, type ConfigCatalog } from '../../../src/profiles/configs/configCatalog';
import type { ProfileId } from '../../../src/profiles/profile';
import { profiles } from '../../../src/profiles/profiles';

/** What brokers give the topics that they make for themselves. */
const internalTopics: readonly (readonly [string, ConfigTexts])[] = [
  [
    '__consumer_offsets',
    new Map([
      ['cleanup.policy', 'compact'],
      ['compression.type', 'producer'],
      ['segment.bytes', '104857600'],
    ]),
  ],
  [
    '__transaction_state',
    new Map([
      ['cleanup.policy', 'compact'],
      ['compression.type', 'uncompressed'],
      ['min.insync.replicas', '2'],
      ['segment.bytes', '104857600'],
      ['unclean.leader.election.enable', 'false'],
    ]),
  ],
];

/** What the commands of a recording have set so far. */
export class RecordedCluster {
  readonly catalog: ConfigCatalog;
  readonly topics = new Map<string, ConfigTexts>(internalTopics);
  readonly brokers = new Map<number, ConfigTexts>();
  readonly groups = new Map<string, ConfigTexts>();
  readonly clientMetrics = new Map<string, ConfigTexts>();
  defaultConfigs: ConfigTexts;
  wasReconfigured = false;

  constructor(
    readonly id: ProfileId,
    private readonly added: Readonly<Record<string, string>>,
  ) {
    this.catalog = configCatalog(id);
    this.defaultConfigs = new Map(
      profiles[id].initialDefaultBrokerConfigs.map((name) => [name, added[name] ?? profiles[id].defaults[name] ?? '']),
    );
  }

  state(brokerId: number): BrokerConfigState {
    const voters = '101@localhost:19092,102@localhost:19093,103@localhost:19094';
    const filled = Object.entries({ ...profiles[this.id].serverProperties, ...this.added }).map(([name, text]) => [
      name,
      text
        .replaceAll('{id}', String(brokerId))
        .replaceAll('{port}', String(9091 + brokerId))
        .replaceAll('{voters}', voters),
    ]);
    return {
      staticConfigs: completedStaticConfigs(this.catalog, Object.fromEntries(filled)),
      defaultConfigs: this.defaultConfigs,
      brokerConfigs: this.brokers.get(brokerId) ?? new Map(),
    };
  }

  controllerTexts(): ConfigTexts {
    return effectiveConfigs({ ...this.state(2), brokerConfigs: new Map() });
  }
}

export interface Alteration {
  readonly type: string;
  readonly name: string;
  readonly changes: ReadonlyMap<string, string | null>;
}

/** What a kafka-configs --alter asks for; undefined for other commands. */
export function readAlteration(command: string): Alteration | undefined {
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2]!);
  if (!words.includes('--alter') || !words.includes('--bootstrap-server') || !words[0]!.startsWith('kafka-configs'))
    return undefined;
  const after = (option: string): string | undefined =>
    words.includes(option) ? words[words.indexOf(option) + 1] : undefined;
  const short = ['topic', 'broker', 'user', 'client', 'ip', 'group'].find((type) => words.includes(`--${type}`));
  const type =
    short ?? (words.includes('--broker-defaults') ? 'broker' : (after('--entity-type')?.replace(/s$/, '') ?? ''));
  const changes = new Map<string, string | null>();
  for (const [, name, list, value] of (after('--add-config') ?? '').matchAll(/([^=,]+)=(?:\[([^\]]*)\]|([^,]*))/g))
    changes.set(name!, list ?? value!);
  for (const name of after('--delete-config')?.split(',') ?? []) changes.set(name, null);
  return { type, name: (short && after(`--${short}`)) ?? after('--entity-name') ?? '', changes };
}

const classes: Readonly<Record<string, string>> = {
  INVALID_CONFIG: 'InvalidConfigurationException',
  INVALID_REQUEST: 'InvalidRequestException',
  UNKNOWN_SERVER_ERROR: 'UnknownServerException',
};

/** An error as the tools print it behind "java.util.concurrent.ExecutionException: ". */
export function printed({ errorCode, errorMessage }: Failure): string {
  return (
    `org.apache.kafka.common.errors.${classes[errorCode]}: ` +
    `${errorMessage ?? 'The server experienced an unexpected error when processing the request.'}`
  );
}

export function applyChanges(
  current: ConfigTexts | undefined,
  changes: ReadonlyMap<string, string | null>,
): ConfigTexts {
  return changedTexts(current ?? new Map(), changes);
}
