import { expect } from 'vitest';
import type { LabContext } from '../../src/lab/context';
import { lab } from '../../src/lab/lab';

/** Runs kafka-lab in this process; none of what is asked here touches a cluster. */
async function help(...argv: string[]): Promise<string> {
  const lines: string[] = [];
  const context = {
    argv: [...argv, '--help'],
    out: (line: string) => lines.push(line),
    err: (line: string) => lines.push(line),
  } as unknown as LabContext;
  expect(await lab(context)).toBe(0);
  return lines.join('\n');
}

/** The parts of a help text by their headings; entries that are wrapped stand in one line again. */
export function sections(text: string): ReadonlyMap<string, readonly string[]> {
  const parts = text.split(/\n(?=\S.*:\n)/).map((part): [string, string[]] => {
    const [heading = '', ...body] = part.split('\n');
    const joined = body.join('\n').replaceAll(/\n {10,}/g, '  ');
    return [heading, joined.split('\n').filter((line) => line.startsWith('  '))];
  });
  return new Map(parts);
}

/** Names in a help's lists of commands. */
function commandsIn(text: string): readonly string[] {
  const lists = [...sections(text)].filter(
    ([heading]) => !/^(?:Usage|Options|Arguments|Examples?|A first)/.test(heading),
  );
  const names = lists.flatMap(([, lines]) => lines.map((line) => /^ {2}([a-z-]+)/.exec(line)?.[1]));
  return names.filter((name) => name !== undefined && name !== 'help') as string[];
}

/** The help of kafka-lab and of each of its commands, by name. */
export const helps: ReadonlyMap<string, string> = await allHelps();

/** Every command of kafka-lab, such as "broker" and "broker stop". */
export const commands: readonly string[] = [...helps.keys()].filter((name) => name !== '');

async function allHelps(): Promise<Map<string, string>> {
  const found = new Map([['', await help()]]);
  for (const name of commandsIn(found.get('')!)) {
    found.set(name, await help(name));
    for (const inner of commandsIn(found.get(name)!)) found.set(`${name} ${inner}`, await help(name, inner));
  }
  return found;
}
