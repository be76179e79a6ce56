import { Option, type Command } from 'commander';
import { defaultProfileId, profiles } from '../profiles/profiles';
import type { Profile, ProfileId } from '../profiles/profile';
import { inScratchFolder } from '../runtime/scratchFolder';
import { foldedCommand, wrapped } from '../text/columns';
import { loadPaint } from '../text/paint';
import { withoutTabs } from '../text/tabs';
import { LabRefusal, type LabContext } from './context';
import { example } from './format';

/** The most that a line takes, and what begins the rest of one that is longer. */
const columns = 100;
const indent = '        ';

interface Step {
  /** What to look for, said before the commands. */
  readonly says: string;
  readonly commands: readonly string[];
}

const ask = (port: number) => `kafka-topics --bootstrap-server localhost:${port} --describe --topic orders`;

function stepsOf({ id, hasElr }: Profile): readonly Step[] {
  return [
    {
      says: 'A cluster of three brokers. It lives in one file; no server runs.',
      commands: [`kafka-lab init --seed 7 --profile ${id}`],
    },
    {
      says:
        'A topic that all three brokers keep. The first of its replicas is the preferred leader.\n' +
        'Isr: the in-sync replicas, who have every record. Two of them must have a record before it is safe.',
      commands: [
        'kafka-topics --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 1:2:3 ' +
          '--config min.insync.replicas=2',
        ask(9092),
      ],
    },
    {
      says: 'Two records. acks=all: the producer hears "done" when every in-sync replica has them.',
      commands: ['kafka-lab produce orders paid shipped --acks all', 'kafka-lab ledger orders'],
    },
    {
      says:
        'Broker 1 shuts down cleanly. It leads, so that moves to the next in-sync replica before it goes.\n' +
        'Any living broker answers: we ask broker 2, on port 9093.',
      commands: ['kafka-lab broker stop 1', ask(9093)],
    },
    {
      says:
        'Broker 1 comes back and catches up: it is in the Isr again, but leads nothing.\n' +
        'A preferred election gives it back. (Left alone, the controller does so within minutes.)',
      commands: [
        'kafka-lab broker start 1',
        'kafka-leader-election --bootstrap-server localhost:9092 --election-type preferred --topic orders ' +
          '--partition 0',
        ask(9092),
      ],
    },
    {
      says: `Now the bad day. Brokers 2 and 3 are killed, and their sessions expire: only broker 1 is in sync.${
        hasElr
          ? '\nElr, the eligible leader replicas: out of the Isr, but they hold all that acks=all was promised.'
          : ''
      }`,
      commands: ['kafka-lab broker kill 2 3', 'kafka-lab clock advance 40s', ask(9092)],
    },
    {
      says:
        'A producer with acks=all is refused from now on. One with acks=1 is content with the leader:\n' +
        'its record is on one disk. Then broker 1 dies too.',
      commands: ['kafka-lab produce orders late --acks 1', 'kafka-lab broker kill 1', 'kafka-lab clock advance 20s'],
    },
    {
      says: 'Broker 2 comes back. It may lack what broker 1 had acknowledged, so it may not lead: nobody does.',
      commands: ['kafka-lab broker start 2', ask(9093)],
    },
    {
      says:
        'If broker 1 is gone for good, you can trade safety for availability: an unclean election.\n' +
        'What only broker 1 had is lost. The others follow broker 2 from now on.',
      commands: [
        'kafka-leader-election --bootstrap-server localhost:9093 --election-type unclean --topic orders --partition 0',
        'kafka-lab broker start 1 3',
        ask(9092),
      ],
    },
    {
      says: 'The cluster remembers every record and what became of it, and all that happened, and why.',
      commands: ['kafka-lab ledger orders', 'kafka-lab events --topic orders --last 6'],
    },
  ];
}

/** `kafka-lab tour`: a first lesson that plays by itself, on a cluster that is thrown away afterwards. */
export function addTourCommand(program: Command, context: LabContext): void {
  program
    .command('tour')
    .description('watch a first lesson on a throw-away cluster, on a terminal a step at a key')
    .addOption(
      new Option('--profile <profile>', "Kafka's version and mode")
        .choices(Object.keys(profiles))
        .default(defaultProfileId),
    )
    .option('--no-wait', 'do not wait for keys')
    .addHelpText('after', example('kafka-lab tour', 'kafka-lab tour --profile 2.8-zk'))
    .action(async ({ profile, wait }: { profile: ProfileId; wait: boolean }) => {
      const paint = await loadPaint(context.colour);
      const isStepwise = wait && context.canAsk;
      const steps = stepsOf(profiles[profile]);
      await inScratchFolder('tour', async (home) => {
        for (const [index, step] of steps.entries()) {
          if (index > 0) context.out('');
          for (const line of `${index + 1}. ${step.says}`.split('\n')) context.out(paint.heading(line));
          for (const command of step.commands) await play(context, home, command, paint.good);
          if (!isStepwise || index === steps.length - 1) continue;
          context.out('');
          context.out(paint.faint(`(${index + 1} of ${steps.length}: any key goes on, q ends)`));
          if ((await context.nextKey()) === 'end') return;
        }
      });
      context.out('');
      context.out(`${paint.heading('Your turn.')} Put these commands on your PATH, and take the first lab:`);
      context.out('');
      context.out('    eval "$(npx kafka-lab env)"');
      context.out('    kafka-lab lab start 1');
      context.out('');
      context.out('Or make a cluster of your own, which stays: kafka-lab init');
    });
}

async function play(
  context: LabContext,
  home: string,
  command: string,
  prompt: (text: string) => string,
): Promise<void> {
  context.out('');
  for (const [index, line] of foldedCommand(command, columns - indent.length).entries())
    context.out(`${index === 0 ? prompt('$') : '   '} ${line}`);
  const [name, ...argv] = command.split(' ');
  const { texts, exitCode } = await context.answer({ folder: home, home, name: name!, argv, input: Buffer.alloc(0) });
  const printed = texts.map(({ text }) => text).join('');
  for (const line of printed.replace(/\n$/, '').split('\n')) if (printed !== '') showFolded(context, withoutTabs(line));
  if (exitCode !== 0)
    throw new LabRefusal(
      `The tour stops here: ${name} ended with exit code ${exitCode}, which it should not. Please report it`,
    );
}

/** A long line goes on below itself, as many terminals would break it in the middle of a word. */
function showFolded(context: LabContext, line: string): void {
  const [, before = '', text = ''] = /^( *)(.*)$/.exec(line) ?? [];
  const lines = wrapped(text, columns - before.length - indent.length);
  for (const [index, each] of lines.entries()) context.out((before + (index === 0 ? '' : indent) + each).trimEnd());
}
