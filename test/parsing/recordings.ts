import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolVersion } from '../../src/parsing/toolVersion';

const root = new URL('../../fixtures/transcripts', import.meta.url).pathname;

export interface RecordedCommand {
  readonly place: string;
  readonly version: ToolVersion;
  readonly tool: string;
  readonly argv: readonly string[];
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  readonly exitCode: number | 'timeout';
}

/** Words of a simple shell command: quotes only, which is all that the recordings use. */
function shellWords(command: string): string[] {
  const words = command.match(/(?:[^\s'"]|'[^']*'|"(?:[^"\\]|\\.)*")+/g) ?? [];
  return words.map((word) =>
    word.replaceAll(
      /'([^']*)'|"((?:[^"\\]|\\.)*)"/g,
      (_, single, double) => single ?? double.replaceAll(/\\(.)/g, '$1'),
    ),
  );
}

function parse(place: string, version: ToolVersion, block: string): RecordedCommand[] {
  const lines = block.split('\n');
  const command = lines[0]!
    .slice(2)
    .split(/[|;&] */)
    .at(-1)!;
  const [tool, ...argv] = shellWords(command);
  if (tool === undefined || /[<>$`]/.test(command.replaceAll(/'[^']*'/g, ''))) return [];
  const tagged = (tag: string): string[] => lines.filter((line) => line.startsWith(tag)).map((line) => line.slice(2));
  const status = tagged('= ')[0] ?? '0';
  const exitCode = status === 'timeout' ? status : Number(status);
  return [
    { place, version, tool: tool.replace(/\.sh$/, ''), argv, stdout: tagged('>'), stderr: tagged('!'), exitCode },
  ];
}

/** All commands of the recordings that are one tool's call, alone or at the end of a pipe. */
export function recordedCommands(): readonly RecordedCommand[] {
  return readdirSync(root).flatMap((profile) =>
    readdirSync(join(root, profile)).flatMap((file) => {
      const blocks = readFileSync(join(root, profile, file), 'utf8').split(/\n(?=[$%^#] )/);
      return blocks
        .filter((block) => block.startsWith('$ '))
        .flatMap((block) => parse(`${profile}/${file}`, profile.slice(0, 3) as ToolVersion, block));
    }),
  );
}
