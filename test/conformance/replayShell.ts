import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerCall } from '../../src/commands';
import { CommandShell } from '../../src/runtime/commandShell';
import { tools } from '../../src/tools/registry';
import { quoted } from '../../src/text/shell';
import { projectFolder } from '../process/sandbox';
import type { Command } from './transcript';

/** What a command line answered. */
export type Answer = Pick<Command, 'out' | 'err' | 'endsLine'> & { readonly exitCode: number };

/** Tools that read their standard input; a loop's would be read to its end by others. */
const readers: readonly string[] = ['kafka-console-producer', 'zookeeper-shell'];

/**
 * A bash in a folder with a cluster of its own, whose commands are answered inside this process: as many processes of
 * Node as a recording has commands would take most of a test's time. What a process adds (streams, signals, the
 * bundle) is what test/process looks at.
 */
export class ReplayShell {
  private readonly folder = mkdtempSync(join(tmpdir(), 'kafka-lab-replay-'));
  private readonly shell = new CommandShell(
    this.folder,
    new Map(['kafka-lab', ...Object.keys(tools)].map((name) => [name, { readsInput: readers.includes(name) }])),
    answerCall,
    this.links(),
  );

  /** Runs a command line with a standard input. @throws ShellGone */
  async run(command: string, stdin = ''): Promise<Answer> {
    const [input, out, err] = ['in', 'out', 'err'].map((name) => join(this.folder, name));
    writeFileSync(input!, stdin);
    const { exitCode } = await this.shell.run(`{ ${command}\n} <${quoted(input!)} >${quoted(out!)} 2>${quoted(err!)}`);
    const text = readFileSync(out!, 'utf8');
    return {
      out: toLines(text),
      err: toLines(readFileSync(err!, 'utf8')),
      endsLine: text === '' || text.endsWith('\n'),
      exitCode,
    };
  }

  /** A folder where programs such as timeout find the commands as programs. */
  private links(): string {
    const folder = join(this.folder, 'bin');
    mkdirSync(folder);
    const { bin } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
      bin: Record<string, string>;
    };
    for (const [name, target] of Object.entries(bin)) symlinkSync(join(projectFolder, target), join(folder, name));
    return folder;
  }

  remove(): void {
    this.shell.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function toLines(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}
