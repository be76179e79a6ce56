import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IdNames, normalise, relax } from './normalise';
import { isPassedOver, readTranscript, topicsPlacedAtRandom, type Step } from './transcript';

export interface Difference {
  readonly command: string;
  readonly stream: 'stdout' | 'stderr' | 'exit code';
  readonly real: string;
  readonly simulator: string;
}

export interface Replayed {
  readonly commands: number;
  readonly differences: readonly Difference[];
}

interface Answer {
  readonly out: string;
  readonly err: string;
  readonly code: number | null;
}

const project = join(import.meta.dirname, '..', '..');

/** Walks through a recording with a fresh simulated cluster and returns what was answered otherwise than by the real tools. */
export async function replay(profile: string, path: string): Promise<Replayed> {
  const home = mkdtempSync(join(tmpdir(), 'kafka-lab-replay-'));
  try {
    return await walk(home, profile, readTranscript(path));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function walk(home: string, profile: string, steps: readonly Step[]): Promise<Replayed> {
  const bins = join(home, 'bin');
  const folder = join(home, 'cwd');
  mkdirSync(bins);
  mkdirSync(folder);
  const { bin } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { bin: Record<string, string> };
  for (const [name, target] of Object.entries(bin)) symlinkSync(join(project, target), join(bins, name));
  const env = {
    ...process.env,
    PATH: `${bins}:${process.env.PATH}`,
    KAFKA_LAB_HOME: join(home, 'cluster'),
    NO_COLOR: '1',
    LC_ALL: 'C.UTF-8',
  };
  const run = (command: string, stdin = '') =>
    new Promise<Answer>((resolve, reject) => {
      const child = spawn('bash', ['-c', command], { cwd: folder, env });
      let out = '';
      let err = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
      child.on('error', reject).on('close', (code) => resolve({ out, err, code }));
      child.stdin.on('error', () => undefined).end(stdin);
    });

  const differences: Difference[] = [];
  const lab = async (command: string) => {
    const { out, err, code } = await run(command);
    if (code !== 0) differences.push({ command, stream: 'exit code', real: '0', simulator: `${code}: ${out}${err}` });
  };
  const properties = steps.filter((step) => step.kind === 'property').map(({ text }) => `--broker-config '${text}'`);
  await lab(`kafka-lab init --profile ${profile} --brokers 3 --seed 7 --clock manual ${properties.join(' ')}`);

  const [realIds, ourIds] = [new IdNames(), new IdNames()];
  const atRandom = topicsPlacedAtRandom(steps);
  const flags = new Set<string>();
  let commands = 0;
  for (const step of steps) {
    if (step.kind === 'fault') {
      if (step.verb === 'start' && step.words.length > 1) flags.add('isr-set');
      if (['stop', 'kill', 'pause'].includes(step.verb)) flags.add('controller-moved');
      for (const command of faultCommands(profile, step.verb, step.words)) await lab(command);
    } else if (step.kind === 'command' && !isPassedOver(step)) {
      commands++;
      const answer = await run(step.text, step.stdin.length > 0 ? `${step.stdin.join('\n')}\n` : '');
      const all = new Set([...flags, ...step.flags]);
      for (const [stream, real, ours] of [
        ['stdout', step.out, answer.out],
        ['stderr', step.err, answer.err],
      ] as const) {
        const expected = relax(normalise(real, realIds, step.exitCode), all, step.text, atRandom).join('\n');
        const actual = relax(normalise(toLines(ours), ourIds, answer.code ?? 0), all, step.text, atRandom).join('\n');
        if (expected !== actual) differences.push({ command: step.text, stream, real: expected, simulator: actual });
      }
      if (answer.code !== step.exitCode)
        differences.push({
          command: step.text,
          stream: 'exit code',
          real: String(step.exitCode),
          simulator: String(answer.code),
        });
    }
  }
  return { commands, differences };
}

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

function toLines(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}
