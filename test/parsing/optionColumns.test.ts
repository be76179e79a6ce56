import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ToolVersion } from '../../src/parsing/toolVersion';
import { optionColumn } from './layouts';
import { parsers } from './tools';

/**
 * What the left column of the real tools' usage text says, wrapped as they wrap it; blank rows are left out because
 * their number depends on the descriptions, which are ours.
 */
function realColumn(version: ToolVersion, tool: string): string | undefined {
  const file = new URL(`./optionColumns/${version}/${tool}.txt`, import.meta.url);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function ourColumn(version: ToolVersion, tool: string): string {
  const profile = { toolVersion: version };
  const noFile = (): undefined => undefined;
  const empty = parsers[tool]!([], profile, noFile);
  const help = empty.kind === 'usage' ? empty : parsers[tool]!(['--help'], profile, noFile);
  const lines = help.lines.map((line) => line.text);
  return optionColumn(lines);
}

const recorded = (['2.8', '3.9', '4.3'] as const).flatMap((version) =>
  Object.keys(parsers).flatMap((tool) => (realColumn(version, tool) === undefined ? [] : [[tool, version] as const])),
);

test.each(recorded)('%s %s', (tool, version) => {
  expect(ourColumn(version, tool)).toBe(realColumn(version, tool));
});
