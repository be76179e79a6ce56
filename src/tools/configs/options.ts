import { parseJavaInt } from '../../jvm/numbers';
import { parseCommandLine, type CommandLine } from '../../parsing/commandLine';
import { javaSplit } from '../../parsing/javaSplit';
import { defaultOptions, flag, text } from '../../parsing/joptOption';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile, ToolVersion } from '../../parsing/toolVersion';

/** What kafka-configs is asked for. */
export interface ConfigsOptions {
  readonly action: 'describe' | 'alter';
  readonly bootstrapServer: string | undefined;
  readonly bootstrapController: string | undefined;
  readonly zookeeper: string | undefined;
  readonly commandConfig: string | undefined;
  /**
   * "topics", "brokers", "broker-loggers", "users", "clients", "ips", "client-metrics" or "groups"; two only for users
   * and clients.
   */
  readonly entityTypes: readonly [string, ...string[]];
  /**
   * Names in the order of the types; '' stands for the default entity; fewer than types where all of a type are meant.
   */
  readonly entityNames: readonly string[];
  readonly all: boolean;
  readonly addConfig: readonly (readonly [key: string, value: string])[];
  /** Path of a properties file, given instead of `--add-config`. */
  readonly addConfigFile: string | undefined;
  readonly deleteConfig: readonly string[];
}

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

type OptionName = (typeof zookeeperOptions | typeof laterOptions)[number]['name'];
type Line = CommandLine<OptionName>;

interface ConfigsRules {
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

const defaultsFlags = [
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

/**
 * Checks of the way to connect, which came later and later in ConfigCommandOptions.checkArgs, and the words for them.
 */
const configsRules: Readonly<Record<ToolVersion, ConfigsRules>> = {
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

function readEntityTypes(line: Line, rules: ConfigsRules): readonly string[] {
  const flagged = [...rules.namesFlagsOf, ...defaultsFlags].filter(([name]) => line.has(name));
  return [...line.texts('entity-type'), ...flagged.map(([, type]) => type)];
}

function readEntityNames(line: Line, rules: ConfigsRules): readonly string[] {
  const names = [...line.texts('entity-name')];
  const given = line.detectedNames().filter((name) => name === 'entity-name' || name === 'entity-default');
  return [
    ...given.map((name) => (name === 'entity-name' ? names.shift()! : '')),
    ...rules.namesFlagsOf.filter(([name]) => line.has(name)).map(([name]) => line.text(name)!),
    ...defaultsFlags.filter(([name]) => line.has(name)).map(() => ''),
  ];
}

/** Kafka asks the resolver; a simulated cluster knows no hosts but the local one. */
function isHost(name: string): boolean {
  return /^\d{1,10}(\.\d{1,3}){0,3}$|^[\da-f.]*:[\da-f:.]*$|^localhost$|^$/i.test(name);
}

function checkEntities(line: Line, rules: ConfigsRules, types: readonly string[]): void {
  if (types.length === 0) line.illegalArgument('At least one entity type must be specified');
  if (types.length > 1 && !(types.length === 2 && types.includes('users') && types.includes('clients'))) {
    line.illegalArgument("Only 'users' and 'clients' entity types may be specified together");
  }
  const flags = [...rules.namesFlagsOf, ...defaultsFlags].map(([name]) => name);
  if (line.count('entity-name', 'entity-type', 'entity-default') > 0 && line.count(...flags) > 0) {
    line.illegalArgument('--entity-{type,name,default} should not be used in conjunction with specific entity flags');
  }
}

function checkNames(line: Line, rules: ConfigsRules, types: readonly string[], named: boolean): void {
  const values = (...options: readonly OptionName[]): readonly string[] =>
    options.filter((each) => line.has(each)).map((each) => line.text(each)!);
  if (named && (types.includes('brokers') || types.includes('broker-loggers'))) {
    for (const id of values('entity-name', 'broker', 'broker-logger')) {
      if (parseJavaInt(id).kind === 'number') continue;
      line.illegalArgument(`The entity name for ${types[0]} must be a valid integer broker id, but it is: ${id}`);
    }
  }
  if (named && types.includes('ips')) {
    for (const ip of values('entity-name', 'ip')) {
      if (!isHost(ip))
        line.illegalArgument(`The entity name for ${types[0]} must be a valid IP or resolvable host, but it is: ${ip}`);
    }
  }
  const hasDefaults = types.some((type) => ['users', 'clients', 'brokers', 'ips'].includes(type));
  if (line.has('describe')) {
    if (rules.refusesDescribedDefaults && !hasDefaults && line.has('entity-default')) {
      line.illegalArgument(`--entity-default must not be specified with --describe of ${types.join(',')}`);
    }
    if (types.includes('broker-loggers') && !named) {
      line.illegalArgument(`${rules.anEntity} name must be specified with --describe of ${types.join(',')}`);
    }
    return;
  }
  if (hasDefaults && readEntityNames(line, rules).length === 0) {
    line.illegalArgument(
      `${rules.anEntity}-name or default entity must be specified with --alter of users, clients, brokers or ips`,
    );
  }
  if (!hasDefaults && !named)
    line.illegalArgument(`${rules.anEntity} name must be specified with --alter of ${types.join(',')}`);
  if (line.count('add-config', 'add-config-file') === 2) {
    line.illegalArgument('Only one of --add-config or --add-config-file must be specified');
  }
  if (line.count('add-config', 'add-config-file', 'delete-config') === 0) {
    line.illegalArgument(
      'At least one of --add-config, --add-config-file, or --delete-config must be specified with --alter',
    );
  }
}

/**
 * `--add-config k1=v1,k2=[v1,v2]`: commas and equals signs inside brackets do not divide
 * (ConfigCommand.parseConfigsToBeAdded).
 */
function readAddConfig(line: Line, rules: ConfigsRules): ConfigsOptions['addConfig'] {
  const given = line.text('add-config');
  if (given === undefined) return [];
  const pairs = javaSplit(given, /,(?=[^\]]*(?:\[|$))/).map((pair) => pair.split(/\s*=\s*(?=[^\]]*(?:\[|$))/));
  if (pairs.some((pair) => pair.length !== 2))
    line.illegalArgument(`requirement failed: Invalid entity config: ${rules.badPair}`);
  const configs = pairs.map(([key, value]) => [key!.trim(), value!.replaceAll(/\[?\]?/g, '').trim()] as const);
  const bad = configs.find(([key]) => rules.configName?.test(key) === false);
  if (bad !== undefined) line.illegalArgument(`Invalid character found for config key: ${bad[0]}`);
  return [...new Map(configs)];
}

/** Arguments of kafka-configs (ConfigCommand.ConfigCommandOptions). */
export function parseConfigsOptions(argv: readonly string[], profile: ToolProfile): ParseOutcome<ConfigsOptions> {
  const rules = configsRules[profile.toolVersion];
  return parseCommandLine<OptionName, ConfigsOptions>(argv, profile, {
    options: rules.options,
    read: (line) => {
      line.helpOrVersion(rules.about);
      if (line.count('alter', 'describe') !== 1)
        line.usage('Command must include exactly one action: --describe, --alter');
      line.reject('describe', ['add-config', 'delete-config']);
      const types = readEntityTypes(line, rules);
      const repeated = types.filter((type, i) => types.indexOf(type) !== i);
      if (repeated.length > 0) line.illegalArgument(`Duplicate entity type(s) specified: ${repeated.join(',')}`);
      rules.checkEntityTypes(line, types);
      checkEntities(line, rules, types);
      const names = readEntityNames(line, rules);
      rules.checkConnection(line);
      checkNames(
        line,
        rules,
        types,
        names.some((name) => name !== ''),
      );
      if (line.has('zookeeper')) {
        line.print('Warning: --zookeeper is deprecated and will be removed in a future version of Kafka.');
        line.print('Use --bootstrap-server instead to specify a broker to connect to.');
      }
      line.enterCommand();
      const connection = {
        zookeeper: line.text('zookeeper'),
        commandConfig: line.text('command-config'),
        bootstrapServer: line.text('bootstrap-server'),
        bootstrapController: line.text('bootstrap-controller'),
      };
      if (line.has('alter') && !line.has('zookeeper') && types.length !== names.length) {
        line.illegalArgument('An entity name must be specified for every entity type');
      }
      const addConfig = readAddConfig(line, rules);
      if (
        line.has('alter') &&
        line.has('zookeeper') &&
        (types[0] === 'users' || types[0] === 'clients') &&
        types.length !== names.length
      ) {
        line.illegalArgument('--entity-name or --entity-default must be specified with each --entity-type for --alter');
      }
      return {
        ...connection,
        action: line.has('alter') ? 'alter' : 'describe',
        entityTypes: types as [string, ...string[]],
        entityNames: names,
        all: line.has('all'),
        addConfigFile: line.text('add-config-file'),
        addConfig,
        deleteConfig: line.texts('delete-config').map((name) => name.trim()),
      };
    },
  });
}
