import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ToolVersion } from '../../src/parsing/toolVersion';
import { helpLayout } from './layouts';
import { parsers } from './tools';

const root = new URL('./helpLayouts/', import.meta.url).pathname;

describe.each(['2.8', '3.9', '4.3'] as const)('%s', (version: ToolVersion) => {
  const blocks = readdirSync(root + version).flatMap((file) =>
    readFileSync(`${root}${version}/${file}`, 'utf8').trimEnd().split('\n\n'),
  );
  test.each(blocks.map((block) => block.split('\n')))('%s', (command, ...recorded) => {
    const [tool, ...argv] = command.slice(2).split(' ');
    const help = parsers[tool!]!(argv, { toolVersion: version }, () => undefined);
    const lines = help.lines.map((line) => line.text);
    const status = help.kind === 'usage' ? `= ${help.exitCode}` : help.kind;
    expect([...helpLayout(lines), status]).toEqual(recorded);
  });
});
