import { parseArgparseTool, type ArgparseLine } from '../../parsing/argparseTool';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile } from '../../parsing/toolVersion';
import { versions } from './versions';

/** What kafka-transactions is asked for. */
export type TransactionsOptions = {
  readonly bootstrapServer: string;
  readonly commandConfig: string | undefined;
} & TransactionsCommand;

/** Its commands, each with its own values. */
export type TransactionsCommand =
  | {
      readonly command: 'list';
      readonly durationFilterMs: number | undefined;
      readonly transactionalIdPattern: string | undefined;
    }
  | { readonly command: 'describe' | 'forceTerminateTransaction'; readonly transactionalId: string }
  | {
      readonly command: 'describe-producers';
      readonly brokerId: number | undefined;
      readonly topic: string;
      readonly partition: number;
    }
  | {
      readonly command: 'abort';
      readonly topic: string;
      readonly partition: number;
      /** The transaction is known by its start, or for old brokers by its producer. */
      readonly transaction:
        | { readonly kind: 'start-offset'; readonly startOffset: number }
        | {
            readonly kind: 'producer';
            readonly producerId: number;
            readonly producerEpoch: number;
            readonly coordinatorEpoch: number;
          };
    }
  | {
      readonly command: 'find-hanging';
      readonly brokerId: number | undefined;
      readonly topic: string | undefined;
      readonly partition: number | undefined;
      readonly maxTransactionTimeoutMinutes: number;
    };

type Line = ArgparseLine<TransactionsOptions>;

function readAborted(line: Line): Extract<TransactionsCommand, { command: 'abort' }>['transaction'] {
  const startOffset = line.number('start-offset');
  if (startOffset !== undefined) return { kind: 'start-offset', startOffset };
  const producerId = line.number('producer-id');
  if (producerId === undefined) {
    return line.refuse(
      'The transaction to abort must be identified either with --start-offset (for brokers on 3.0 or above) or with ' +
        '--producer-id, --producer-epoch, and --coordinator-epoch (for older brokers)',
    );
  }
  const producerEpoch = line.number('producer-epoch') ?? line.refuse('Missing required argument --producer-epoch');
  const coordinatorEpoch =
    line.number('coordinator-epoch') ?? line.refuse('Missing required argument --coordinator-epoch');
  return { kind: 'producer', producerId, producerEpoch, coordinatorEpoch: Math.max(coordinatorEpoch, 0) };
}

function readCommand(line: Line): TransactionsCommand {
  const place = { topic: line.text('topic')!, partition: line.number('partition')! };
  switch (line.command) {
    case 'list':
      return {
        command: 'list',
        durationFilterMs: line.number('duration-filter'),
        transactionalIdPattern: line.text('transactional-id-pattern'),
      };
    case 'describe':
      return { command: 'describe', transactionalId: line.text('transactional-id')! };
    case 'describe-producers':
      return { command: 'describe-producers', brokerId: line.number('broker-id'), ...place };
    case 'abort':
      return { command: 'abort', ...place, transaction: readAborted(line) };
    case 'find-hanging': {
      const brokerId = line.number('broker-id');
      const topic = line.text('topic');
      const partition = line.number('partition');
      if (topic === undefined && brokerId === undefined) {
        line.refuse(
          'The `find-hanging` command requires either --topic or --broker-id to limit the scope of the search',
        );
      }
      if (partition !== undefined && topic === undefined)
        line.refuse('The --partition argument requires --topic to be provided');
      return {
        command: 'find-hanging',
        brokerId,
        topic,
        partition,
        maxTransactionTimeoutMinutes: line.number('max-transaction-timeout')!,
      };
    }
    default:
      return { command: 'forceTerminateTransaction', transactionalId: line.text('transactionalId')! };
  }
}

/** Arguments of kafka-transactions (TransactionsCommand). */
export function parseTransactionsOptions(
  argv: readonly string[],
  profile: ToolProfile,
): ParseOutcome<TransactionsOptions> {
  return parseArgparseTool<TransactionsOptions>(argv, {
    prog: 'kafka-transactions.sh',
    ...versions[profile.toolVersion],
    helpStatus: 1,
    read: (line) => {
      line.enterCommand();
      return {
        bootstrapServer: line.text('bootstrap-server')!,
        commandConfig: line.text('command-config'),
        ...readCommand(line),
      };
    },
  });
}
