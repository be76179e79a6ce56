import type { ToolVersion } from '../../src/parsing/toolVersion';
import { profiles } from '../../src/profiles/profiles';
import { commandsOf, readTranscript, recordings } from '../conformance/transcript';

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

/** All commands of the recordings that are one tool's call, alone or at the end of a pipe. */
export function recordedCommands(): readonly RecordedCommand[] {
  return recordings().flatMap(({ profile, name, path }) =>
    commandsOf(readTranscript(path)).flatMap(({ text, out, err, exitCode }): RecordedCommand[] => {
      const call = text.split(/[|;&] */).at(-1)!;
      const [tool, ...argv] = shellWords(call);
      if (tool === undefined || /[<>$`]/.test(call.replaceAll(/'[^']*'/g, ''))) return [];
      const place = `${profile}/${name}`;
      const version = profiles[profile].toolVersion;
      return [{ place, version, tool: tool.replace(/\.sh$/, ''), argv, stdout: out, stderr: err, exitCode }];
    }),
  );
}

/** What the recordings write into files for the tools to read. */
export function recordedFiles(): readonly string[] {
  const texts = recordings().flatMap(({ path }) =>
    commandsOf(readTranscript(path)).flatMap(({ text }) =>
      [...text.matchAll(/printf '([^']*)' > /g)].map((match) => match[1]!.replaceAll('\\n', '\n')),
    ),
  );
  return [...new Set(texts)];
}
