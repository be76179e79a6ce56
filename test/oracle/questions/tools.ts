import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { helpLayout, optionColumn, withoutUsage } from '../../parsing/layouts';
import { stackFrame } from '../../conformance/condense';
import { fetchRelease } from '../release';
import type { Fact } from './fact';
import { versions } from './java';

/** A release as options and facts know it: "3.9" for 3.9.2. */
type Minor = '2.8' | '3.9' | '4.3';

interface WrongArguments {
  readonly version: Minor;
  readonly tool: string;
  readonly argv: readonly string[];
}

function run(minor: Minor, tool: string, argv: readonly string[]) {
  const { bin } = fetchRelease(versions.find((version) => version.startsWith(minor))!);
  const { stdout, stderr, status } = spawnSync(join(bin, `${tool}.sh`), argv, { encoding: 'utf8', timeout: 120_000 });
  return { stdout: toLines(stdout), stderr: toLines(stderr), status };
}

const toLines = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

const folder = join(import.meta.dirname, '..', '..', 'parsing');
const minors: readonly Minor[] = ['2.8', '3.9', '4.3'];
const filesOf = (kind: string) =>
  minors.flatMap((minor) =>
    readdirSync(join(folder, kind, minor)).map((file) => ({ minor, tool: file.replace('.txt', ''), file })),
  );

/** What the parsers of options are held against: the tools themselves, called as a user does. */
export const toolFacts: readonly Fact[] = [
  ...filesOf('optionColumns').map(({ minor, tool, file }) => ({
    name: 'optionColumns',
    file: `test/parsing/optionColumns/${minor}/${file}`,
    ask: () => {
      // Without arguments most tools show their options; the others want to be asked.
      const answers = [[], ['--help']].map((argv) => run(minor, tool, argv));
      const shown = answers.flatMap(({ stdout, stderr }) => [stdout, stderr]);
      return optionColumn(shown.find((lines) => lines.some((line) => /^Option +Description/.test(line)))!);
    },
  })),
  ...filesOf('helpLayouts').map(({ minor, file }) => ({
    name: 'helpLayouts',
    file: `test/parsing/helpLayouts/${minor}/${file}`,
    ask: (standing: string) =>
      `${standing
        .trimEnd()
        .split('\n\n')
        .map((block) => {
          const [command] = block.split('\n') as [string];
          const [tool, ...argv] = command.slice(2).split(' ') as [string, ...string[]];
          const { stdout, stderr, status } = run(minor, tool, argv);
          return [command, ...helpLayout([...stdout, ...stderr]), `= ${status}`].join('\n');
        })
        .join('\n\n')}\n`,
  })),
  {
    name: 'wrongArguments',
    file: 'test/parsing/facts/wrongArguments.jsonl',
    ask: (standing) =>
      standing
        .trimEnd()
        .split('\n')
        .map((line) => {
          const { version, tool, argv } = JSON.parse(line) as WrongArguments;
          const { stdout, stderr, status } = run(version, tool, argv);
          const kept = (lines: readonly string[]) => withoutUsage(lines.filter((each) => !stackFrame.test(each)));
          return `${JSON.stringify({ version, tool, argv, stdout: kept(stdout), stderr: kept(stderr), status })}\n`;
        })
        .join(''),
  },
];
