import { readFileSync } from 'node:fs';

/** One step of a recording: a command with its answer, a fault or wait, or a line of every broker's server.properties. */
export type Step =
  | {
      readonly kind: 'command';
      readonly text: string;
      readonly stdin: string[];
      readonly out: string[];
      readonly err: string[];
      exitCode: number | 'timeout';
      readonly flags: Set<string>;
    }
  | { readonly kind: 'fault'; readonly verb: string; readonly words: readonly string[] }
  | { readonly kind: 'property'; readonly text: string };

/** Reads a recording; the head of the conformance suite's README describes the format. */
export function readTranscript(path: string): Step[] {
  const steps: Step[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const text = line.slice(2);
    const last = steps.at(-1);
    switch (line.slice(0, 2)) {
      case '$ ':
        steps.push({ kind: 'command', text, stdin: [], out: [], err: [], exitCode: 0, flags: new Set() });
        continue;
      case '% ': {
        const [verb = '', ...words] = text.split(' ');
        steps.push({ kind: 'fault', verb, words });
        continue;
      }
      case '^ ':
        steps.push({ kind: 'property', text });
        continue;
    }
    const command = steps.findLast((step) => step.kind === 'command');
    if (!command || !last) continue;
    switch (line.slice(0, 2)) {
      case '< ':
        command.stdin.push(text);
        break;
      case '> ':
      case '>':
        command.out.push(text);
        break;
      case '! ':
      case '!':
        command.err.push(text);
        break;
      case '= ':
        command.exitCode = text === 'timeout' ? text : Number(text);
        break;
      case '~ ':
        for (const flag of text.split(' ')) command.flags.add(flag);
        break;
    }
  }
  return steps;
}

export type Command = Extract<Step, { kind: 'command' }>;

/** Commands that look into a broker's disk, were cut by a timeout, sleep, or call a tool that the release did not have. */
export function isPassedOver({ text, err, exitCode, flags }: Command): boolean {
  return (
    text.includes('../') ||
    text.includes('sleep') ||
    text.startsWith('timeout') ||
    exitCode === 'timeout' ||
    flags.has('skip') ||
    (exitCode === 127 && err.some((line) => line.includes('command not found')))
  );
}

/** Topics whose replicas Kafka placed at random: created without an assignment, or made by Kafka itself. */
export function topicsPlacedAtRandom(steps: readonly Step[]): ReadonlySet<string> {
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
