import { parseJavaInt } from '../../jvm/numbers';
import { parseCommandLine } from '../../parsing/commandLine';
import { javaSplit } from '../../parsing/javaSplit';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile } from '../../parsing/toolVersion';
import { defaultsFlags, versions, type ConfigsVersion, type Line, type OptionName } from './versions';

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

function readEntityTypes(line: Line, rules: ConfigsVersion): readonly string[] {
  const flagged = [...rules.namesFlagsOf, ...defaultsFlags].filter(([name]) => line.has(name));
  return [...line.texts('entity-type'), ...flagged.map(([, type]) => type)];
}

function readEntityNames(line: Line, rules: ConfigsVersion): readonly string[] {
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

function checkEntities(line: Line, rules: ConfigsVersion, types: readonly string[]): void {
  if (types.length === 0) line.illegalArgument('At least one entity type must be specified');
  if (types.length > 1 && !(types.length === 2 && types.includes('users') && types.includes('clients'))) {
    line.illegalArgument("Only 'users' and 'clients' entity types may be specified together");
  }
  const flags = [...rules.namesFlagsOf, ...defaultsFlags].map(([name]) => name);
  if (line.count('entity-name', 'entity-type', 'entity-default') > 0 && line.count(...flags) > 0) {
    line.illegalArgument('--entity-{type,name,default} should not be used in conjunction with specific entity flags');
  }
}

function checkNames(line: Line, rules: ConfigsVersion, types: readonly string[], named: boolean): void {
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
function readAddConfig(line: Line, rules: ConfigsVersion): ConfigsOptions['addConfig'] {
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
  const rules = versions[profile.toolVersion];
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
