import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { profiles } from '../profiles/profiles';
import { addAssertCommand } from './assert';
import { addClockCommand } from './clock';
import { addCompactCommand } from './compact';
import { ShellGone } from '../runtime/commandShell';
import { LabRefusal, NotDone, type LabContext } from './context';
import { addDestroyCommand } from './destroy';
import { addEnvCommand } from './env';
import { addEventsCommand } from './events';
import { addExplainCommand } from './explain';
import { addFaultCommand } from './fault';
import { addInitCommand } from './init';
import { addLabCommand } from './lab/labCommand';
import { addLedgerCommand } from './ledger';
import { addMetadataCommand } from './metadata';
import { addMigrateCommand } from './migrate';
import { addBrokerCommand, addControllerCommand } from './nodes';
import { addProduceCommand } from './produce';
import { addReplicationCommand } from './replication';
import { addResetCommand } from './reset';
import { addSnapshotCommand } from './snapshot';
import { addStatusCommand } from './status';
import { addTourCommand } from './tour';
import { addExportCommand, addImportCommand } from './transfer';
import { addRedoCommand, addUndoCommand } from './undo';
import { addVerifyCommand } from './verify';

/** Every command of kafka-lab, grouped as its help shows them. */
const commandGroups = {
  'Learning:': [addLabCommand, addTourCommand],
  'The cluster:': [addInitCommand, addEnvCommand, addCompactCommand, addDestroyCommand],
  'Going back:': [
    addUndoCommand,
    addRedoCommand,
    addResetCommand,
    addSnapshotCommand,
    addExportCommand,
    addImportCommand,
  ],
  'What happens to it:': [
    addBrokerCommand,
    addControllerCommand,
    addProduceCommand,
    addFaultCommand,
    addClockCommand,
    addMigrateCommand,
  ],
  'What to look at:': [
    addStatusCommand,
    addReplicationCommand,
    addLedgerCommand,
    addEventsCommand,
    addExplainCommand,
    addMetadataCommand,
    addVerifyCommand,
    addAssertCommand,
  ],
} as const;

const firstLesson = `
A first lesson:
  eval "$(npx kafka-lab env)"                      puts Kafka's tools on the PATH
  kafka-lab init                                   a cluster of three brokers
  kafka-topics --bootstrap-server localhost:9092 --create --topic orders --replication-factor 3
  kafka-lab broker stop 1                          who leads orders-0 now, and why?
  kafka-topics --bootstrap-server localhost:9093 --describe --topic orders
  kafka-lab events
Or watch one: kafka-lab tour    Or take one: kafka-lab lab start 1
More of a command: kafka-lab help COMMAND    The version: kafka-lab --version`;

/** The package's version, and what it simulates. */
function versionText({ installedAt }: LabContext): string {
  const { version } = JSON.parse(readFileSync(join(installedAt, 'package.json'), 'utf8')) as { version: string };
  const releases = [...new Set(Object.values(profiles).map(({ kafkaVersion }) => kafkaVersion))].sort();
  return `kafka-lab ${version}, which simulates Kafka ${releases.join(', ')}`;
}

/** kafka-lab: 0 done, 1 refused or not met, 2 wrong usage. */
export async function lab(context: LabContext): Promise<number> {
  const program = new Command('kafka-lab')
    .description("Learn how Kafka keeps data safe: a simulated cluster in one file, behind Kafka's own commands.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        for (const line of text.trimEnd().split('\n')) context.out(line);
      },
      writeErr: (text) => context.err(text.trimEnd()),
      outputError: (text, write) => write(`${text.trim().replace(/\n(?=\(Did you mean )/, ' ')} (--help shows how)`),
    })
    .enablePositionalOptions()
    .helpCommand(false)
    .addHelpText('after', firstLesson);
  for (const [heading, adders] of Object.entries(commandGroups)) {
    program.commandsGroup(heading);
    for (const add of adders) add(program, context);
  }
  try {
    const [first, ...rest] = context.argv;
    if (first === '--version') context.out(versionText(context));
    else await program.parseAsync(first === 'help' ? [...rest, '--help'] : [...context.argv], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof NotDone) return 1;
    if (error instanceof LabRefusal || error instanceof ShellGone) {
      context.err(error.message);
      return 1;
    }
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}
