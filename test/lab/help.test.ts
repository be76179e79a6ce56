import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LabContext } from '../../src/lab/context';
import { lab } from '../../src/lab/lab';
import { projectFolder } from '../process/sandbox';

/** Runs kafka-lab in this process; none of what is asked here touches a cluster. */
async function help(...argv: string[]): Promise<string> {
  const lines: string[] = [];
  const context = {
    argv,
    out: (line: string) => lines.push(line),
    err: (line: string) => lines.push(line),
  } as unknown as LabContext;
  expect(await lab(context)).toBe(0);
  return lines.join('\n');
}

/** Names in a help's lists of commands; options start with a dash, wrapped lines further right. */
function commandsIn(text: string): string[] {
  const lists = text
    .split(/\n(?=\S.*:\n)/)
    .filter((part) => !/^(?:Options|Arguments|Examples?|A first lesson):/.test(part) && !part.startsWith('Usage'));
  return lists
    .flatMap((list) => [...list.matchAll(/^ {2}([a-z-]+)(?= )/gm)].map((match) => match[1]!))
    .filter((name) => name !== 'help');
}

const leaves: string[] = [];
for (const name of commandsIn(await help('--help'))) {
  const inner = commandsIn(await help(name, '--help'));
  leaves.push(name, ...inner.map((each) => `${name} ${each}`));
}

describe('kafka-lab --help', () => {
  test('shows every command in groups, and a first lesson', async () => {
    const text = await help('--help');
    expect(leaves).toEqual(
      expect.arrayContaining([
        'init',
        'env',
        'tour',
        'destroy',
        'broker stop',
        'clock advance',
        'settle',
        'status',
        'events',
        'explain',
        'verify',
      ]),
    );
    expect(text).toContain('A first lesson:');
  });

  test.each(leaves)('%s: has an example, and stands in README', async (name) => {
    expect(await help(...name.split(' '), '--help')).toContain(`kafka-lab ${name}`);
    expect(await help(...name.split(' '), '--help')).toMatch(/\nExamples?:\n/);
    const readme = readFileSync(join(projectFolder, 'README.md'), 'utf8');
    for (const word of name.split(' ')) expect(readme.includes(word), `README says ${word}`).toBe(true);
  });
});
