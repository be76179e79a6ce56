import { readFileSync } from 'node:fs';
import type { ProfileId } from '../../src/profiles/profile';
import { profiles } from '../../src/profiles/profiles';

export type ScenarioStep =
  | { readonly kind: 'command'; readonly text: string; readonly stdin: readonly string[] }
  | { readonly kind: 'fault'; readonly verb: string; readonly words: readonly string[] }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'property'; readonly text: string };

/** What is done to a fresh cluster of one profile, in the language of a recording without its answers. */
export interface Scenario {
  readonly brokers: number;
  /** A rack for each broker, or none. */
  readonly racks: readonly string[];
  readonly steps: readonly ScenarioStep[];
}

/** Reads a .scn file for one profile; see parseScenario. */
export function readScenario(path: string, profile: ProfileId): Scenario {
  return parseScenario(readFileSync(path, 'utf8'), profile);
}

/**
 * The steps that a profile takes of a scenario: `$ command` (a line that ends in \ goes on in the next), `< line` of
 * its standard input, `% stop 3` (stop, kill, start, pause, resume, sleep SECONDS), `^ key=value` of every
 * server.properties, `# comment`. `@ zk 4.3-kraft` keeps the next line for these profiles, modes or versions. `#
 * brokers: 4` and `# racks: a b c d` say how many.
 * @throws Error naming a line that is none of these
 */
export function parseScenario(source: string, profile: ProfileId): Scenario {
  const version = profiles[profile].toolVersion;
  const names = new Set([profile, version, profile.slice(version.length + 1)]);
  const steps: ScenarioStep[] = [];
  let wanted: readonly string[] | undefined;
  let stdin: string[] = [];
  for (const line of source.replaceAll(/ \\\n\s*/g, ' ').split('\n')) {
    const text = line.slice(2);
    if (line.startsWith('< ')) {
      stdin.push(text);
      continue;
    }
    if (line.trim() === '') continue;
    if (line.startsWith('@ ')) {
      wanted = text.split(' ');
      continue;
    }
    const isWanted = wanted === undefined || wanted.some((name) => names.has(name));
    wanted = undefined;
    stdin = [];
    const step = readStep(line, text, stdin);
    if (isWanted) steps.push(step);
  }
  const brokers = /^# brokers: (\d+)/m.exec(source)?.[1];
  const racks = /^# racks: (.*)/m.exec(source)?.[1];
  return { brokers: Number(brokers ?? 3), racks: racks?.split(' ') ?? [], steps };
}

function readStep(line: string, text: string, stdin: readonly string[]): ScenarioStep {
  switch (line.slice(0, 2)) {
    case '$ ':
      return { kind: 'command', text, stdin };
    case '% ': {
      const [verb = '', ...words] = text.split(' ');
      return { kind: 'fault', verb, words };
    }
    case '^ ':
      return { kind: 'property', text };
    case '# ':
      return { kind: 'comment', text };
    default:
      throw new Error(`no line of a scenario: ${line}`);
  }
}
