import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../process/sandbox';
import { Comparison, isPassedOver, type Difference } from './compare';
import { readTranscript, type Command, type Recording } from './transcript';

export interface Replayed {
  readonly commands: number;
  readonly differences: readonly Difference[];
}

/**
 * Walks through a recording with a fresh simulated cluster and returns what was answered otherwise than by the real
 * tools.
 */
export async function replay({ profile, name, path }: Recording): Promise<Replayed> {
  const shell = new Shell();
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

/** A folder with a cluster's home, and every executable of the package on the PATH. */
class Shell {
  private readonly home = mkdtempSync(join(tmpdir(), 'kafka-lab-replay-'));
  private readonly folder = join(this.home, 'cwd');
  private readonly environment: NodeJS.ProcessEnv;

  constructor() {
    const links = join(this.home, 'bin');
    mkdirSync(links);
    mkdirSync(this.folder);
    const manifest = readFileSync(join(projectFolder, 'package.json'), 'utf8');
    const { bin } = JSON.parse(manifest) as { bin: Record<string, string> };
    for (const [name, target] of Object.entries(bin)) symlinkSync(join(projectFolder, target), join(links, name));
    this.environment = {
      ...process.env,
      PATH: `${links}:${process.env.PATH}`,
      KAFKA_LAB_HOME: join(this.home, 'cluster'),
      NO_COLOR: '1',
      LC_ALL: 'C.UTF-8',
    };
  }

  run(command: string, stdin = '') {
    type Answer = Pick<Command, 'out' | 'err' | 'endsLine'> & { readonly exitCode: number | null };
    return new Promise<Answer>((resolve, reject) => {
      // Standard input is a socket, which bash takes for a remote login: it would read the user's .bashrc.
      const child = spawn('bash', ['--norc', '-c', command], { cwd: this.folder, env: this.environment });
      let out = '';
      let err = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
      child.on('error', reject).on('close', (exitCode) => {
        resolve({ out: toLines(out), err: toLines(err), endsLine: out === '' || out.endsWith('\n'), exitCode });
      });
      child.stdin.on('error', () => undefined).end(stdin);
    });
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

function toLines(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}
