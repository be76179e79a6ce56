import { randomBytes } from 'node:crypto';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { parseConfigs } from '../cluster/configs/configValue';
import { configCatalog } from '../profiles/configs/configCatalog';
import { controllerOf } from '../cluster/controllers';
import { defaultProfileId, modeNames, profiles } from '../profiles/profiles';
import type { ProfileId } from '../profiles/profile';
import { seededStartMs, type ClockMode } from '../runtime/clock';
import { createCluster, requirePlace } from '../runtime/createCluster';
import { filled, mostControllers } from '../cluster/newNodes';
import { askForCluster } from './ask';
import { causeOf, type LabContext } from './context';
import { example } from './format';
import { placeOf } from './place';
import { takeFrom } from './transfer';

interface InitOptions {
  profile: ProfileId;
  brokers: number;
  controllers?: number;
  combined?: boolean;
  seed?: bigint;
  clock?: ClockMode;
  brokerConfig?: Record<string, string>;
  from?: string;
  force?: boolean;
}

/** `kafka-lab init`: makes the cluster's file. */
export function addInitCommand(program: Command, context: LabContext): void {
  program
    .command('init')
    .description('make a new cluster')
    .addOption(
      new Option('--profile <profile>', "Kafka's version and mode")
        .choices(Object.keys(profiles))
        .default(defaultProfileId),
    )
    .option('--brokers <n>', 'brokers, with the ids 1..n, past 101 to 199', wholeNumber(1, 1000), 3)
    .option('--controllers <n>', 'KRaft controllers, with the ids 101.. (default: 3)', wholeNumber(1, mostControllers))
    .option('--combined', 'KRaft: brokers are controllers too (process.roles=broker,controller)')
    .option(
      '--seed <n>',
      'same seed and same commands give the same bytes; starts a manual clock at a fixed instant',
      seedNumber,
    )
    .addOption(
      new Option('--clock <mode>', 'live follows the wall clock, manual moves only when told').choices([
        'live',
        'manual',
      ]),
    )
    .option(
      '--broker-config <key=value>',
      "a line for every broker's server.properties; {id} stands for the broker's id",
      keyValue,
    )
    .addOption(
      new Option('--from <file>', 'take a cluster that kafka-lab export wrote, as import does').conflicts(madeAnew),
    )
    .option('--force', 'replace the cluster that is there')
    .addHelpText(
      'after',
      example(
        'kafka-lab init',
        'kafka-lab init --profile 2.8-zk --brokers 5',
        'kafka-lab init --seed 7 --broker-config broker.rack=rack-{id} --broker-config min.insync.replicas=2',
      ),
    )
    .action(async (options: InitOptions, command: Command) => {
      if (options.from !== undefined) return takeFrom(context, ['init', '--from'], options.from, options);
      const hasQuorum = controllerOf(profiles[options.profile]).quorum.defaultControllers > 0;
      if (options.controllers !== undefined && !hasQuorum) {
        command.error(
          `error: option '--controllers' does not go with ${options.profile}: with ZooKeeper, a broker is the ` +
            `controller`,
        );
      }
      if (options.combined && !hasQuorum)
        command.error(`error: option '--combined' does not go with ${options.profile}: it has no KRaft controllers`);
      if (options.combined && options.controllers !== undefined)
        command.error("error: option '--combined' does not go with '--controllers': the brokers are the controllers");
      const problem = configProblem(options);
      if (problem !== undefined) command.error(`error: option '--broker-config': ${problem}`);
      const path = placeOf(context);
      const hasFlags = context.argv.length > 1;
      requirePlace(path, options.force === true);
      init(context, path, hasFlags || !context.canAsk ? options : { ...options, ...(await askForCluster()) });
      return undefined;
    });
}

/** What is said of a cluster that is made anew. */
const madeAnew = ['profile', 'brokers', 'controllers', 'combined', 'seed', 'clock', 'brokerConfig'];

function init(context: LabContext, path: string, options: InitOptions): void {
  const profile = profiles[options.profile];
  const isSeeded = options.seed !== undefined;
  const clock = options.clock ?? (isSeeded ? 'manual' : 'live');
  const combined = options.combined === true;
  const { defaultControllers } = controllerOf(profile).quorum;
  const controllers = combined ? 0 : (options.controllers ?? defaultControllers);
  createCluster(
    path,
    {
      profile,
      brokers: options.brokers,
      controllers,
      combined,
      seed: options.seed ?? randomBytes(6).reduce((seed, byte) => (seed << 8n) | BigInt(byte), 0n),
      clock,
      startMs: isSeeded ? seededStartMs : context.wallClock(),
      brokerConfigs: options.brokerConfig ?? {},
      words: causeOf(context).words,
    },
    context.wallClock,
    options.force === true,
  );
  const quorum = combined ? 'brokers are controllers too' : `${controllers} controller${controllers === 1 ? '' : 's'}`;
  const mode = modeNames[profile.mode] + (defaultControllers > 0 ? `, ${quorum}` : '');
  context.out(
    `Made a cluster of Kafka ${profile.kafkaVersion} (${mode}) with ${options.brokers} ` +
      `broker${options.brokers === 1 ? '' : 's'} in ${path}`,
  );
  context.out('What is there: kafka-lab status    A first lab: kafka-lab lab start 1');
}

/** What a broker that starts says of its server.properties, where it refuses a value. */
function configProblem({ profile, brokerConfig = {} }: InitOptions): string | undefined {
  const properties = filled(brokerConfig, { id: 1, port: 9092 }, '');
  const parsed = parseConfigs(configCatalog(profile).broker, new Map(Object.entries(properties)));
  return parsed.kind === 'failure' ? parsed.failure.message : undefined;
}

function wholeNumber(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`);
    return value;
  };
}

function seedNumber(text: string): bigint {
  if (!/^\d{1,18}$/.test(text)) throw new InvalidArgumentError('It takes a whole number.');
  return BigInt(text);
}

function keyValue(text: string, collected: Record<string, string> | undefined): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It takes KEY=VALUE.');
  return { ...collected, [text.slice(0, at).trim()]: text.slice(at + 1).trim() };
}
