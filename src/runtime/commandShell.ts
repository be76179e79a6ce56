import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Duplex, Writable } from 'node:stream';
import { quoted } from '../text/shell';

/** A tool called from a shell that this process hosts. */
export interface ToolCall {
  /** Working directory of the shell when it called. */
  readonly folder: string;
  /** KAFKA_LAB_HOME as the shell has it; '' for none. */
  readonly home: string;
  readonly name: string;
  readonly argv: readonly string[];
  /** Standard input, whole. */
  readonly input: Uint8Array;
}

/** What a tool answered, as text of its two streams in order. */
export interface ToolAnswer {
  readonly texts: readonly { readonly stream: 1 | 2; readonly text: string }[];
  readonly exitCode: number;
}

/** What a command printed to both streams, as a terminal shows it. */
export interface ShellAnswer {
  readonly output: string;
  readonly exitCode: number;
}

/** The shell ended before its command did: by `exit`, or because the command did not end in time. */
export class ShellGone extends Error {}

/** How long a command may take, wall time, ms. */
const commandMs = 60_000;

/**
 * A bash in a folder of its own. Commands of the package are functions there that this process answers: starting Node
 * for each of them would take many times as long. Functions, variables and the working directory stay from one command
 * to the next, as in a terminal.
 */
export class CommandShell {
  private readonly bash: ChildProcess;
  private readonly calls: string;
  private heard = '';
  private ended: ((exitCode: number | undefined) => void) | undefined;
  private isGone = false;
  /** Calls of a pipeline are answered one after the other: what a process stands in is one place. */
  private taken: Promise<void> = Promise.resolve();

  /**
   * @param folder where it starts; its home and its files stand there
   * @param tools names of the commands that `answer` takes, and whether each reads its standard input
   * @param links a folder in which other programs find them too
   */
  constructor(
    folder: string,
    private readonly tools: ReadonlyMap<string, { readonly readsInput: boolean }>,
    private readonly answer: (call: ToolCall) => Promise<ToolAnswer>,
    links: string,
  ) {
    this.calls = join(folder, '.calls');
    const work = join(folder, 'work');
    for (const each of [this.calls, work]) mkdirSync(each, { recursive: true, mode: 0o700 });
    const { KAFKA_LAB_HOME: _, BASH_ENV: __, ...inherited } = process.env;
    this.bash = spawn('bash', ['--norc', '--noprofile', '-c', script(tools)], {
      cwd: work,
      env: {
        ...inherited,
        PATH: `${links}:${inherited.PATH}`,
        HOME: work,
        TZ: 'UTC',
        LC_ALL: 'C.UTF-8',
        KAFKA_LAB_CALLS: this.calls,
      },
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      detached: true,
    });
    (this.bash.stdio[3] as Duplex).on('data', (bytes: Buffer) => this.hear(bytes.toString()));
    (this.bash.stdio[4] as Writable).on('error', () => undefined);
    this.bash.on('error', () => this.end(undefined));
    this.bash.on('close', () => this.end(undefined));
  }

  /**
   * Runs one command, of one line or more.
   * @throws ShellGone
   */
  async run(command: string): Promise<ShellAnswer> {
    if (this.isGone) throw new ShellGone(`The shell has ended before: ${command}`);
    const timer = setTimeout(() => this.close(), commandMs);
    const exitCode = await new Promise<number | undefined>((resolve) => {
      this.ended = resolve;
      (this.bash.stdio[4] as Writable).write(`${command}\0`);
    });
    clearTimeout(timer);
    if (exitCode === undefined)
      throw new ShellGone(`The shell ended, or did not come back within ${commandMs / 1000} s, from: ${command}`);
    return { output: readFileSync(join(this.calls, 'output'), 'utf8'), exitCode };
  }

  /** Ends it with all that it started. */
  close(): void {
    try {
      if (this.bash.pid !== undefined) process.kill(-this.bash.pid, 'SIGKILL');
    } catch {
      // it has ended
    }
  }

  private end(exitCode: number | undefined): void {
    if (exitCode === undefined) this.isGone = true;
    const { ended } = this;
    this.ended = undefined;
    ended?.(exitCode);
  }

  /** Lines of the script: a call, by its pipe, or the end of a command with its exit code. */
  private hear(text: string): void {
    const lines = (this.heard + text).split('\n');
    this.heard = lines.pop()!;
    for (const line of lines) {
      const [verb, what = ''] = line.split(' ');
      if (verb === 'end') this.end(Number(what));
      else this.taken = this.taken.then(() => this.take(join(this.calls, what)));
    }
  }

  private async take(at: string): Promise<void> {
    const [folder, home, name, ...argv] = readFileSync(`${at}.words`, 'utf8').split('\0').slice(0, -1);
    const input = this.tools.get(name!)?.readsInput ? readFileSync(`${at}.input`) : new Uint8Array();
    const { texts, exitCode } = await this.answer({ folder: folder!, home: home!, name: name!, argv, input });
    const prints = texts.map(
      ({ stream, text }) => `printf %s ${quoted(text.replaceAll('\0', ''))}${stream === 2 ? ' >&2' : ''}\n`,
    );
    writeFileSync(`${at}.answer`, `${prints.join('')}return ${exitCode}\n`);
    const done = await open(at, 'w');
    await done.write('\n');
    await done.close();
  }
}

/** Each call has a pipe that says when its answer is there, of a name of its own, and files of that name beside it. */
function script(tools: ReadonlyMap<string, { readonly readsInput: boolean }>): string {
  const functions = [...tools].flatMap(([name, { readsInput }]) =>
    [name, `${name}.sh`].map((each) => `${each}() { kafka_lab_call ${readsInput} ${name} "$@"; }`),
  );
  return `
kafka_lab_call() {
  local at reads="$1"
  shift
  until at="$KAFKA_LAB_CALLS/$RANDOM$RANDOM" && mkfifo "$at" 2>/dev/null; do [ -d "$KAFKA_LAB_CALLS" ] || return 1; done
  printf '%s\\0' "$PWD" "\${KAFKA_LAB_HOME-}" "$@" >"$at.words"
  if [ "$reads" = true ]; then cat >"$at.input"; fi
  printf 'call %s\\n' "\${at##*/}" >&3
  read -r reads <"$at"
  . "$at.answer"
}
${functions.join('\n')}
while IFS= read -r -d '' KAFKA_LAB_COMMAND <&4; do
  eval "$KAFKA_LAB_COMMAND" </dev/null >"$KAFKA_LAB_CALLS/output" 2>&1
  printf 'end %s\\n' "$?" >&3
done
`;
}
