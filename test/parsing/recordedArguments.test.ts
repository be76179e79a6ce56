import { expect, test } from 'vitest';
import { parsers } from './tools';
import { recordedCommands, type RecordedCommand } from './recordings';
import type { OutputLine } from '../../src/parsing/parseOutcome';

/** A usage text is recorded as `<usage>` with the names of its options. */
function condense(lines: readonly string[]): readonly string[] {
  const usage = lines.findIndex((line) => line.startsWith('usage: '));
  if (usage !== -1) {
    const error = lines.slice(usage).findIndex((line) => / error: /.test(line));
    // What argparse4j's help says in sentences was recorded too, but ours are others.
    return [...lines.slice(0, usage), '<usage> ', ...(error === -1 ? ['...'] : lines.slice(usage + error))];
  }
  const start = lines.findIndex((line) => /^Option +Description/.test(line));
  if (start === -1) return lines;
  const names = lines.slice(start).flatMap((line) => /^(--[a-z][\w.-]*)/.exec(line)?.[1] ?? []);
  return [...lines.slice(0, start), `<usage> ${names.sort().join(' ')}`];
}

const streamOf = (lines: readonly OutputLine[], stream: OutputLine['stream']): readonly string[] => {
  return condense(lines.filter((line) => line.stream === stream).flatMap((line) => line.text.split('\n')));
};

/** A help text of argparse4j was recorded with its sentences. */
const withoutHelp = (lines: readonly string[]): readonly string[] =>
  lines[0] === '<usage> ' ? ['<usage> ', '...'] : lines;

/** An array printed by Java ends in a hash that is chance. */
const withoutHashes = (text: string): string => text.replaceAll(/\[I@[0-9a-f]+/g, '[I@');

const wrongArguments = /<usage>|joptsimple\.|^usage: /;

function check(command: RecordedCommand): void {
  const outcome = parsers[command.tool]!(command.argv, { toolVersion: command.version }, () => '');
  const everything = [...command.stdout, ...command.stderr].join('\n');
  switch (outcome.kind) {
    case 'usage':
      expect(streamOf(outcome.lines, 'stdout')).toEqual(withoutHelp(command.stdout));
      expect(streamOf(outcome.lines, 'stderr')).toEqual(command.stderr);
      expect(outcome.exitCode).toBe(command.exitCode);
      break;
    case 'error':
      expect(withoutHashes(everything)).toContain(withoutHashes(outcome.message));
      expect(streamOf(outcome.lines, 'stdout')).toEqual(command.stdout.slice(0, outcome.lines.length));
      expect(command.exitCode).toBe(1);
      break;
    case 'ok':
      expect(everything).not.toMatch(wrongArguments);
      expect(command.stdout).toEqual(expect.arrayContaining([...streamOf(outcome.lines, 'stdout')]));
      break;
  }
  if (command.exitCode === 0 && command.argv[0] !== '--version' && !command.argv.includes('--help'))
    expect(outcome.kind).toBe('ok');
}

const commands = recordedCommands().filter(({ tool, exitCode }) => tool in parsers && exitCode !== 127);
const different = new Map(
  commands.map((command) => [`${command.tool} ${command.version} ${command.argv.join(' ')}`, command]),
);

test.each([...different])('%s', (_, command) => check(command));
