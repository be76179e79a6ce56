import { Comparison, isPassedOver, type Difference } from './compare';
import { ReplayShell } from './replayShell';
import { readTranscript, type Recording } from './transcript';

export interface Replayed {
  readonly commands: number;
  readonly differences: readonly Difference[];
}

/**
 * Walks through a recording with a fresh simulated cluster and returns what was answered otherwise than by the real
 * tools.
 */
export async function replay({ profile, name, path }: Recording): Promise<Replayed> {
  const shell = new ReplayShell();
  try {
    const transcript = readTranscript(path);
    const comparison = new Comparison(transcript, `${profile}/${name}`);
    const differences: Difference[] = [];
    const lab = async (command: string) => {
      const { out, err, exitCode } = await shell.run(command);
      const simulator = `${exitCode}: ${[...out, ...err].join('\n')}`;
      if (exitCode !== 0) differences.push({ command, stream: 'exit code', real: '0', simulator });
    };
    for (const command of birthCommands(profile, transcript)) await lab(command);
    let commands = 0;
    for (const step of transcript.steps) {
      if (step.kind === 'fault') {
        comparison.fault(step.verb, step.words);
        for (const command of faultCommands(profile, step.verb, step.words)) await lab(command);
      } else if (!isPassedOver(step)) {
        commands++;
        const answer = await shell.run(step.text, step.stdin.map((line) => `${line}\n`).join(''));
        differences.push(...comparison.compare(step, answer));
      }
    }
    return { commands, differences };
  } finally {
    shell.remove();
  }
}

function birthCommands(
  profile: string,
  { brokers, racks, properties }: ReturnType<typeof readTranscript>,
): readonly string[] {
  const first = racks.length > 0 ? `--brokers 1 --broker-config broker.rack=${racks[0]}` : `--brokers ${brokers}`;
  const configs = properties.map((text) => `--broker-config '${text}'`).join(' ');
  return [
    `kafka-lab init --profile ${profile} ${first} --seed 7 --clock manual ${configs}`,
    ...racks.slice(1).map((rack) => `kafka-lab broker add --rack ${rack}`),
  ];
}

/** What a fault is for kafka-lab, with the time that the recorder waits after it. */
function faultCommands(profile: string, verb: string, words: readonly string[]): readonly string[] {
  const sessionSeconds = profile.endsWith('zk') ? 22 : 13;
  const node = (id: string) => (Number(id) > 100 ? 'controller' : 'broker');
  switch (verb) {
    case 'sleep':
      return [`kafka-lab clock advance ${words[0]}s`];
    case 'stop':
      return words.flatMap((id) => [`kafka-lab ${node(id)} stop ${id}`, 'kafka-lab clock advance 2s']);
    case 'kill':
      return [...words.map((id) => `kafka-lab ${node(id)} kill ${id}`), `kafka-lab clock advance ${sessionSeconds}s`];
    case 'start':
      return [...words.map((id) => `kafka-lab ${node(id)} start ${id}`), 'kafka-lab clock advance 6s'];
    default:
      return words.map((id) => `kafka-lab fault ${verb} ${id}`);
  }
}
