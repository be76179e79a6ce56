import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { OutputLine } from '../../src/parsing/parseOutcome';
import type { ToolVersion } from '../../src/parsing/toolVersion';
import { withoutUsage } from './layouts';
import { parsers } from './tools';

/** What a real tool answered to random arguments; usage texts stand as `<usage>` and stack frames are cut. */
interface Answer {
  readonly version: ToolVersion;
  readonly tool: string;
  readonly argv: readonly string[];
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  readonly status: number;
}

const answers = readFileSync(new URL('./facts/wrongArguments.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Answer);

function condense(lines: readonly OutputLine[], stream: OutputLine['stream']): readonly string[] {
  return withoutUsage(lines.filter((line) => line.stream === stream).map((line) => line.text));
}

test.each(answers.map((answer) => [`${answer.tool} ${answer.version} ${answer.argv.join(' ')}`, answer] as const))(
  '%s',
  (_, answer) => {
    const outcome = parsers[answer.tool]!(answer.argv, { toolVersion: answer.version }, () => undefined);
    if (outcome.kind === 'usage') {
      expect(condense(outcome.lines, 'stdout')).toEqual(answer.stdout);
      expect(condense(outcome.lines, 'stderr')).toEqual(answer.stderr);
      expect(outcome.exitCode).toBe(answer.status);
    } else {
      expect(outcome.kind).toBe('error');
      const shown = [...answer.stdout, ...answer.stderr].join('\n');
      expect(shown).toContain(outcome.kind === 'error' ? outcome.message : '');
    }
  },
);
