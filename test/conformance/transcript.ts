import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProfileId } from '../../src/profiles/profile';

/** A command of a recording, with what the real tool answered. */
export interface Command {
  readonly kind: 'command';
  readonly text: string;
  readonly stdin: readonly string[];
  readonly out: readonly string[];
  readonly err: readonly string[];
  /** False where the last line of the standard output had no line end. */
  readonly endsLine: boolean;
  readonly exitCode: number | 'timeout';
  /** `isr-set`: the order of an ISR is chance here; `skip`: run it, but do not compare. */
  readonly flags: ReadonlySet<string>;
}

/** One step of a recording: a command, or a fault or wait such as `stop 3`. */
export type Step = Command | { readonly kind: 'fault'; readonly verb: string; readonly words: readonly string[] };

/** A walk through one fresh cluster of one profile. docs/CONTRIBUTING.md tells what stands in the file. */
export interface Transcript {
  readonly brokers: number;
  /** A rack for each broker, or none. */
  readonly racks: readonly string[];
  /** Lines `key=value` of every broker's server.properties. */
  readonly properties: readonly string[];
  readonly steps: readonly Step[];
}

export interface Recording {
  readonly profile: ProfileId;
  /** The scenario, as in `unclean`. */
  readonly name: string;
  readonly path: string;
}

/** The shipped recordings, or those of another folder of the same form, which the variable RECORDINGS names. */
export const recordingsFolder =
  process.env.RECORDINGS ?? join(import.meta.dirname, '..', '..', 'fixtures', 'transcripts');

/** All recordings of a folder, by profile and name. */
export function recordings(folder = recordingsFolder): readonly Recording[] {
  return readdirSync(folder)
    .sort()
    .flatMap((profile) =>
      readdirSync(join(folder, profile))
        .filter((file) => file.endsWith('.trn'))
        .sort()
        .map((file) => ({
          profile: profile as ProfileId,
          name: file.slice(0, -'.trn'.length),
          path: join(folder, profile, file),
        })),
    );
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface Draft extends Mutable<Command> {
  stdin: string[];
  out: string[];
  err: string[];
  flags: Set<string>;
}

/** Reads a recording. @throws Error naming a line that is none of the format's */
export function readTranscript(path: string): Transcript {
  return parseTranscript(readFileSync(path, 'utf8'));
}

/** Reads the text of a recording; see readTranscript. */
export function parseTranscript(source: string): Transcript {
  const head = /^# Apache Kafka .*?(\d+) brokers/m.exec(source)?.[1];
  const racks = /^# racks: (.*)/m.exec(source)?.[1];
  const properties: string[] = [];
  const steps: Step[] = [];
  let last: Draft | undefined;
  for (const [index, line] of source.split('\n').entries()) {
    const text = line.slice(2);
    switch (line.slice(0, 2)) {
      case '':
      case '# ':
      case '#':
        continue;
      case '$ ':
        last = { kind: 'command', text, stdin: [], out: [], err: [], endsLine: true, exitCode: 0, flags: new Set() };
        steps.push(last);
        continue;
      case '% ': {
        const [verb = '', ...words] = text.split(' ');
        steps.push({ kind: 'fault', verb, words });
        continue;
      }
      case '^ ':
        properties.push(text);
        continue;
    }
    if (last === undefined) throw new Error(`line ${index + 1} stands before any command: ${line}`);
    switch (line.slice(0, 2)) {
      case '< ':
      case '<':
        last.stdin.push(text);
        break;
      case '> ':
      case '>':
        last.out.push(text);
        break;
      case '>\\':
        last.endsLine = false;
        break;
      case '! ':
      case '!':
        last.err.push(text);
        break;
      case '!\\':
        break;
      case '= ':
        last.exitCode = text === 'timeout' ? text : Number(text);
        break;
      case '~ ':
        for (const flag of text.split(' ')) last.flags.add(flag);
        break;
      default:
        throw new Error(`line ${index + 1} is none of a recording: ${line}`);
    }
  }
  return { brokers: Number(head ?? 3), racks: racks?.split(' ') ?? [], properties, steps };
}

/** The commands of a recording, without what happened between them. */
export function commandsOf({ steps }: Transcript): readonly Command[] {
  return steps.filter((step) => step.kind === 'command');
}
