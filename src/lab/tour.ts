import { Option, type Command } from 'commander';
import { defaultProfileId, profiles } from '../profiles/profiles';
import { inScratchFolder } from '../runtime/scratchFolder';
import { loadPaint } from '../text/paint';
import { LabRefusal, type LabContext } from './context';
import { example } from './format';

interface Step {
  /** What to look for, said before the commands. */
  readonly says: string;
  readonly commands: readonly string[];
}

const steps: readonly Step[] = [
  {
    says: 'A cluster of three brokers. It lives in one file; no server runs.',
    commands: ['kafka-lab init --seed 7 --profile {profile}'],
  },
  {
    says: 'A topic with three partitions, each kept by all three brokers.\nThe first broker of each list is the preferred leader. Isr: who has every record.',
    commands: [
      'kafka-topics --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 1:2:3,2:3:1,3:1:2',
      'kafka-topics --bootstrap-server localhost:9092 --describe --topic orders',
    ],
  },
  {
    says: 'Broker 1 shuts down cleanly. It leads partition 0, so that moves to the next in-sync replica before it goes.\nAny living broker answers: we ask broker 2, on port 9093.',
    commands: ['kafka-lab broker stop 1', 'kafka-topics --bootstrap-server localhost:9093 --describe --topic orders'],
  },
  {
    says: 'Broker 1 comes back and catches up: it is in every Isr again, but leads nothing.',
    commands: ['kafka-lab broker start 1', 'kafka-topics --bootstrap-server localhost:9092 --describe --topic orders'],
  },
  {
    says: 'A preferred election gives partition 0 back to broker 1. (Left alone, the controller does it within minutes.)',
    commands: [
      'kafka-leader-election --bootstrap-server localhost:9092 --election-type preferred --topic orders --partition 0',
      'kafka-topics --bootstrap-server localhost:9092 --describe --topic orders',
    ],
  },
  {
    says: 'Now the bad day. Brokers 2 and 3 stop: only broker 1 has every record.\nThen broker 1 is killed, and its session expires.',
    commands: ['kafka-lab broker stop 2 3', 'kafka-lab broker kill 1', 'kafka-lab clock advance 20s'],
  },
  {
    says: 'Broker 2 comes back. It may lack records that broker 1 had acknowledged, so it may not lead: the partitions stay offline.',
    commands: [
      'kafka-lab broker start 2',
      'kafka-topics --bootstrap-server localhost:9093 --describe --topic orders',
      'kafka-lab status',
    ],
  },
  {
    says: 'If broker 1 is gone for good, you can trade safety for availability: an unclean election.\nWhat only broker 1 had is lost.',
    commands: [
      'kafka-leader-election --bootstrap-server localhost:9093 --election-type unclean --all-topic-partitions',
      'kafka-topics --bootstrap-server localhost:9093 --describe --topic orders',
    ],
  },
  {
    says: 'The others come back, and follow broker 2 from now on.',
    commands: [
      'kafka-lab broker start 1 3',
      'kafka-topics --bootstrap-server localhost:9092 --describe --topic orders',
    ],
  },
  {
    says: 'The cluster remembers what happened, and why.',
    commands: ['kafka-lab events --topic orders', 'kafka-lab verify'],
  },
];

/** `kafka-lab tour`: a first lesson that plays by itself, on a cluster that is thrown away afterwards. */
export function addTourCommand(program: Command, context: LabContext): void {
  program
    .command('tour')
    .description('watch a first lesson on a throw-away cluster: it takes a second and asks nothing')
    .addOption(
      new Option('--profile <profile>', "Kafka's version and mode")
        .choices(Object.keys(profiles))
        .default(defaultProfileId),
    )
    .addHelpText('after', example('kafka-lab tour', 'kafka-lab tour --profile 2.8-zk'))
    .action(async ({ profile }: { profile: string }) => {
      const paint = await loadPaint(context.colour);
      await inScratchFolder('tour', async (home) => {
        for (const [index, step] of steps.entries()) {
          if (index > 0) context.out('');
          for (const line of `${index + 1}. ${step.says}`.split('\n')) context.out(paint.heading(line));
          for (const command of step.commands)
            await play(context, home, command.replace('{profile}', profile), paint.good);
        }
      });
      context.out('');
      context.out(
        `${paint.heading('Your turn:')} eval "$(npx kafka-lab env)" puts these commands on your PATH, and kafka-lab init makes a cluster that stays.`,
      );
    });
}

async function play(
  context: LabContext,
  home: string,
  command: string,
  prompt: (text: string) => string,
): Promise<void> {
  context.out('');
  context.out(`${prompt('$')} ${command}`);
  const [name, ...argv] = command.split(' ');
  const exitCode = await context.run(home, name!, argv);
  if (exitCode !== 0)
    throw new LabRefusal(
      `The tour stops here: ${name} ended with exit code ${exitCode}, which it should not. Please report it`,
    );
}
