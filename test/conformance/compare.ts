import { chanceAnswers, type ChanceAnswer } from './chance';
import { condense } from './condense';
import { comparable, RandomIds } from './masks';
import type { Command, Transcript } from './transcript';

/** What a command answered: the recorded one, or one to compare with it. */
export type Answer = Pick<Command, 'out' | 'err' | 'endsLine'> & { readonly exitCode: number | 'timeout' | null };

export interface Difference {
  readonly command: string;
  readonly stream: 'stdout' | 'stderr' | 'line end' | 'exit code';
  readonly real: string;
  readonly simulator: string;
}

/** Compares the answers to the commands of one recording, in their order. */
export class Comparison {
  private readonly realIds = new RandomIds();
  private readonly otherIds = new RandomIds();
  private isIsrOrderChance = false;
  private hasControllerMoved = false;
  private readonly atRandom: ReadonlySet<string>;

  /**
   * @param recording its name with the profile, as in `3.9-zk/members`: chance.ts names what rests on chance in it
   * alone
   */
  constructor(
    transcript: Transcript,
    private readonly recording = '',
  ) {
    this.atRandom = topicsPlacedAtRandom(transcript);
  }

  /** A fault of the recording, which makes more of the following answers chance. */
  fault(verb: string, words: readonly string[]): void {
    if (verb === 'start' && words.length > 1) this.isIsrOrderChance = true;
    if (['stop', 'kill', 'pause'].includes(verb)) this.hasControllerMoved = true;
  }

  /** @returns what differs beyond what is chance; nothing when the answers are equal */
  compare(command: Command, other: Answer): readonly Difference[] {
    const { text, flags } = command;
    if (flags.has('skip')) return [];
    const chance = {
      command: text,
      isrOrder: this.isIsrOrderChance || flags.has('isr-set'),
      controller: this.hasControllerMoved,
      atRandom: this.atRandom,
    };
    const differences: Difference[] = [];
    const differ = (stream: Difference['stream'], real: string, simulator: string) => {
      if (real !== simulator) differences.push({ command: text, stream, real, simulator });
    };
    const alone = chanceAnswers.filter(
      (each) => each.in.some((name) => name === this.recording) && each.command.test(text),
    );
    const read = (lines: readonly string[], { exitCode }: Answer, ids: RandomIds) =>
      alone
        .reduce<readonly string[]>(withoutChance, comparable(condense(lines), { ...chance, exitCode, ids }))
        .join('\n');
    for (const [stream, name] of [
      ['out', 'stdout'],
      ['err', 'stderr'],
    ] as const)
      differ(name, read(command[stream], command, this.realIds), read(other[stream], other, this.otherIds));
    differ('line end', String(command.endsLine), String(other.endsLine));
    differ('exit code', String(command.exitCode), String(other.exitCode));
    return differences;
  }
}

function withoutChance(lines: readonly string[], { pattern, by }: ChanceAnswer): readonly string[] {
  return pattern === undefined ? [] : lines.map((line) => line.replace(pattern, by!));
}

/**
 * Commands that look into a broker's disk, were cut by a timeout, sleep, or call a tool that the release did not have.
 */
export function isPassedOver({ text, err, exitCode }: Command): boolean {
  return (
    text.includes('../') ||
    text.includes('sleep') ||
    text.startsWith('timeout') ||
    exitCode === 'timeout' ||
    (exitCode === 127 && err.some((line) => line.includes('command not found')))
  );
}

/** Topics whose replicas Kafka placed at random: created without an assignment, or made by Kafka itself. */
function topicsPlacedAtRandom({ steps }: Transcript): ReadonlySet<string> {
  const commands = steps.filter((step) => step.kind === 'command');
  const named = (pattern: RegExp, wanted: (text: string) => boolean) =>
    commands.filter(({ text }) => wanted(text)).flatMap(({ text }) => pattern.exec(text)?.[1] ?? []);
  const assigned = (text: string) => text.includes('--replica-assignment');
  const created = named(/--topic (\S+)/, (text) => /--create\b/.test(text) && !assigned(text));
  const explicit = new Set(named(/--topic (\S+)/, (text) => /--create\b/.test(text) && assigned(text)));
  const grown = named(
    /--topic '?([\w.-]+)/,
    (text) => text.includes('--alter') && text.includes('--partitions') && !assigned(text),
  );
  const seen = commands.flatMap(({ out }) =>
    out.flatMap((line) => [...line.matchAll(/Topic: ([^\t]+)\t/g)].map((match) => match[1]!)),
  );
  return new Set([
    ...created.filter((topic) => !explicit.has(topic)),
    ...seen.filter((topic) => !explicit.has(topic)),
    ...grown,
  ]);
}

/**
 * What a second walk through a scenario answered otherwise than a first one.
 * @param recording as for Comparison
 */
export function differencesBetween(first: Transcript, second: Transcript, recording = ''): readonly Difference[] {
  const comparison = new Comparison(first, recording);
  return first.steps.flatMap((step, index): readonly Difference[] => {
    if (step.kind === 'fault') {
      comparison.fault(step.verb, step.words);
      return [];
    }
    const other = second.steps[index];
    if (other?.kind !== 'command' || other.text !== step.text)
      return [{ command: step.text, stream: 'stdout', real: step.text, simulator: '(another step)' }];
    return isPassedOver(step) ? [] : comparison.compare(step, other);
  });
}
