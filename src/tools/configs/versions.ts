import type { CommandLine } from '../../parsing/commandLine';
import { defaultOptions, flag, text } from '../../parsing/joptOption';
import type { ToolVersion } from '../../parsing/toolVersion';

const commonOptions = [
  ...defaultOptions,
  text('add-config', '', 'Configurations to set: k1=v1,k2=[v1,v2],k3=v3.'),
  text('add-config-file', '', 'Properties file with configurations to set.'),
  flag('all', 'Show all configurations, static ones too.'),
  flag('alter', 'Change configurations of an entity.'),
  text('bootstrap-server', 'server to connect to', 'Brokers to connect to.'),
  text('broker', '', 'Id of a broker.'),
  flag('broker-defaults', 'The defaults of all brokers.'),
  text('broker-logger', '', 'Id of a broker whose log levels are meant.'),
  text('client', '', 'Id of a client.'),
  flag('client-defaults', 'The defaults of all clients.'),
  text('command-config', 'command config property file', 'Properties file for the admin client.'),
  text('delete-config', '', 'Names of configurations to remove: k1,k2.', { separator: ',' }),
  flag('describe', 'Show configurations of an entity.'),
  flag('entity-default', 'The default entity of the type given.'),
  text('entity-name', '', 'Name of an entity of the type given.'),
  text('entity-type', '', 'Type of entity, such as topics or brokers.'),
  text('ip', '', 'An IP address.'),
  flag('ip-defaults', 'The defaults of all IP addresses.'),
  text('topic', '', 'Name of a topic.'),
  text('user', '', 'Name of a user.'),
  flag('user-defaults', 'The defaults of all users.'),
] as const;

const zookeeperOptions = [
  ...commonOptions,
  flag('force', 'Does nothing; kept for old scripts.'),
  text('zk-tls-config-file', 'ZooKeeper TLS configuration', 'Properties file with the TLS settings for ZooKeeper.'),
  text('zookeeper', 'urls', 'DEPRECATED: work on ZooKeeper directly.'),
] as const;

const controllerOption = text('bootstrap-controller', 'controller to connect to', 'Controllers to connect to.');

const laterOptions = [
  ...commonOptions,
  controllerOption,
  text('client-metrics', '', 'Name of a subscription to client metrics.'),
  text('group', '', 'Id of a group.'),
] as const;

/** Names of the options of any release. */
export type OptionName = (typeof zookeeperOptions | typeof laterOptions)[number]['name'];
/** A command line of kafka-configs. */
export type Line = CommandLine<OptionName>;

/** Checks of the way to connect, which came later and later in ConfigCommandOptions.checkArgs, and their words. */
export interface ConfigsVersion {
  readonly options: readonly (typeof zookeeperOptions | typeof laterOptions)[number][];
  readonly about: string;
  readonly checkConnection: (line: Line) => void;
  readonly checkEntityTypes: (line: Line, types: readonly string[]) => void;
  readonly refusesDescribedDefaults: boolean;
  readonly anEntity: 'an entity' | 'An entity';
  readonly badPair: string;
  /** Characters of a configuration's name; earlier tools leave that to the cluster. */
  readonly configName: RegExp | undefined;
  readonly namesFlagsOf: readonly (readonly [OptionName, string])[];
}

/** Flags that name the default entity of a type. */
export const defaultsFlags = [
  ['client-defaults', 'clients'],
  ['user-defaults', 'users'],
  ['broker-defaults', 'brokers'],
  ['ip-defaults', 'ips'],
] as const;

const nameFlags = [
  ['topic', 'topics'],
  ['client', 'clients'],
  ['user', 'users'],
  ['broker', 'brokers'],
  ['broker-logger', 'broker-loggers'],
  ['ip', 'ips'],
] as const;

const commonTypes = ['topics', 'clients', 'users', 'brokers', 'ips'];

function requireTypes(
  line: Line,
  types: readonly string[],
  allowed: readonly string[],
  separator: string,
  connection: string,
): void {
  for (const type of types) {
    if (allowed.includes(type)) continue;
    line.illegalArgument(
      `Invalid entity type ${type}, the entity type must be one of ${allowed.join(separator)} with ${connection} ` +
        'argument',
    );
  }
}

const servers = 'a --bootstrap-server or --bootstrap-controller';

/** The releases of kafka-configs. */
export const versions: Readonly<Record<ToolVersion, ConfigsVersion>> = {
  '2.8': {
    options: zookeeperOptions,
    about: 'This tool helps to manipulate and describe entity config for a topic, client, user, broker or ip',
    checkEntityTypes: (line, types) => {
      if (line.has('bootstrap-server'))
        requireTypes(line, types, [...commonTypes, 'broker-loggers'], ',', 'the --bootstrap-server');
      else requireTypes(line, types, commonTypes, ',', 'the --zookeeper');
    },
    checkConnection: (line) => {
      const ways = line.count('bootstrap-server', 'zookeeper');
      if (ways === 0)
        line.illegalArgument('One of the required --bootstrap-server or --zookeeper arguments must be specified');
      if (ways > 1) line.illegalArgument('Only one of --bootstrap-server or --zookeeper must be specified');
      if (line.has('all') && line.has('zookeeper'))
        line.illegalArgument('--bootstrap-server must be specified for --all');
    },
    refusesDescribedDefaults: false,
    anEntity: 'an entity',
    badPair: 'all configs to be added must be in the format "key=val".',
    configName: undefined,
    namesFlagsOf: nameFlags,
  },
  '3.9': {
    options: [...zookeeperOptions, controllerOption],
    about:
      'This tool helps to manipulate and describe entity config for a topic, client, user, broker, ip or ' +
      'client-metrics',
    checkEntityTypes: (line, types) => {
      const connected = line.count('bootstrap-server', 'bootstrap-controller') > 0;
      if (connected) requireTypes(line, types, [...commonTypes, 'broker-loggers', 'client-metrics'], ', ', servers);
      else requireTypes(line, types, ['users', 'brokers'], ', ', 'a --zookeeper');
    },
    checkConnection: (line) => {
      const ways = line.count('bootstrap-server', 'bootstrap-controller', 'zookeeper');
      if (ways === 0) {
        line.illegalArgument(
          'One of the required --bootstrap-server, --boostrap-controller, or --zookeeper arguments must be specified',
        );
      }
      if (ways > 1)
        line.illegalArgument('Only one of --bootstrap-server, --boostrap-controller, and --zookeeper can be specified');
      if (line.has('all') && line.has('zookeeper'))
        line.illegalArgument('--bootstrap-server must be specified for --all');
      if (line.has('zk-tls-config-file') && !line.has('zookeeper')) {
        line.illegalArgument('Only the --zookeeper option can be used with the --zk-tls-config-file option.');
      }
    },
    refusesDescribedDefaults: false,
    anEntity: 'an entity',
    badPair: 'all configs to be added must be in the format "key=val".',
    configName: /^[a-zA-Z0-9._-]*$/,
    namesFlagsOf: nameFlags,
  },
  '4.3': {
    options: laterOptions,
    about:
      'This tool helps to manipulate and describe entity config for a topic, client, user, broker, ip, ' +
      'client-metrics or group',
    checkEntityTypes: (line, types) => {
      if (line.count('bootstrap-server', 'bootstrap-controller') === 0) {
        line.illegalArgument('Either --bootstrap-server or --bootstrap-controller must be specified.');
      }
      requireTypes(line, types, [...commonTypes, 'client-metrics', 'groups', 'broker-loggers'], ', ', servers);
    },
    checkConnection: (line) => {
      if (line.count('bootstrap-server', 'bootstrap-controller') === 2) {
        line.illegalArgument('Only one of --bootstrap-server or --bootstrap-controller can be specified');
      }
    },
    refusesDescribedDefaults: true,
    anEntity: 'An entity',
    badPair:
      'all configs to be added must be in the format "key=val" or  "key=[val1,val2]" to group values which contain ' +
      'commas.',
    configName: /^[$a-zA-Z0-9._-]*$/,
    namesFlagsOf: [...nameFlags, ['client-metrics', 'client-metrics'], ['group', 'groups']],
  },
};
