import { Command, CommanderError } from 'commander';
import type { ClusterSession } from '../runtime/clusterSession';
import { addBrokerCommand, addControllerCommand } from './nodes';
import { addClockCommand } from './clock';
import { addFaultCommand } from './fault';
import { addInitCommand } from './init';

/** What kafka-lab's own commands get to work with. */
export interface LabContext {
  readonly argv: readonly string[];
  /** Where the cluster's file is, or would be. */
  readonly path: string;
  readonly open: () => ClusterSession;
  readonly wallClock: () => number;
  out(line: string): void;
  err(line: string): void;
  /** Somebody can be asked. */
  readonly isTerminal: boolean;
  readonly hasColour: boolean;
  /** Folder of the package. */
  readonly installedAt: string;
}

/** The command was understood and refused: one line, exit code 1. */
export class LabRefusal extends Error {}

/** kafka-lab: 0 done, 1 refused or not met, 2 wrong usage. */
export async function lab(context: LabContext): Promise<number> {
  const program = new Command('kafka-lab')
    .description("Learn how Kafka keeps data safe: a simulated cluster in one file, behind Kafka's own commands.")
    .exitOverride()
    .configureOutput({ writeOut: (text) => context.out(text.trimEnd()), writeErr: (text) => context.err(text.trimEnd()) })
    .showHelpAfterError('(kafka-lab --help shows what there is)');
  for (const add of [addInitCommand, addBrokerCommand, addControllerCommand, addFaultCommand, addClockCommand]) add(program, context);
  try {
    await program.parseAsync(context.argv as string[], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof LabRefusal) {
      context.err(error.message);
      return 1;
    }
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}
