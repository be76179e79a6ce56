import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ToolVersion } from '../../src/parsing/toolVersion';
import { parsers } from './tools';

const root = new URL('./helpLayouts/', import.meta.url).pathname;

/** Usage, headings, titles of arguments and commands: what remains of a help text without its sentences. */
function layout(lines: readonly string[]): readonly string[] {
  const usageEnd = lines.indexOf('');
  const rest = lines.slice(usageEnd).flatMap((line) => {
    if (/^\S.*:$/.test(line)) return [line];
    if (!/^ {2}(-|\{|COMMAND$)|^ {4}\S/.test(line)) return [];
    const isBesideHelp = line.length > 25 && line[24] === ' ' && line.slice(0, 25).trimEnd().length <= 23;
    return [isBesideHelp ? line.slice(0, 25).trimEnd() : line];
  });
  return [...lines.slice(0, usageEnd), ...rest];
}

describe.each(['2.8', '3.9', '4.3'] as const)('%s', (version: ToolVersion) => {
  const blocks = readdirSync(root + version).flatMap((file) =>
    readFileSync(`${root}${version}/${file}`, 'utf8').trimEnd().split('\n\n'),
  );
  test.each(blocks.map((block) => block.split('\n')))('%s', (command, ...recorded) => {
    const [tool, ...argv] = command.slice(2).split(' ');
    const help = parsers[tool!]!(argv, { toolVersion: version }, () => undefined);
    const lines = help.lines.map((line) => line.text);
    const status = help.kind === 'usage' ? `= ${help.exitCode}` : help.kind;
    expect([...layout(lines), status]).toEqual(recorded);
  });
});
