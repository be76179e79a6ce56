import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CommandShell, ShellGone, type ToolAnswer, type ToolCall } from '../../src/runtime/commandShell';

let folder: string;
let shell: CommandShell;
let calls: ToolCall[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kafka-lab-shell-'));
  calls = [];
  const tools = new Map([
    ['reader', { readsInput: true }],
    ['kafka-tool', { readsInput: false }],
  ]);
  const answer = async (call: ToolCall): Promise<ToolAnswer> => {
    calls.push(call);
    return {
      texts: [
        { stream: 1, text: `${call.name} ${call.argv.join('|')}\n` },
        { stream: 2, text: `it's $HOME \\n\n` },
        { stream: 1, text: Buffer.from(call.input).toString().toUpperCase() },
      ],
      exitCode: call.argv.length,
    };
  };
  shell = new CommandShell(folder, tools, answer, folder);
});
afterEach(() => {
  shell.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a tool is called with its words, and answers on both streams in order, with its exit code', async () => {
  expect(await shell.run(`kafka-tool 'a b' "" $'x\\ny'`)).toEqual({
    output: "kafka-tool a b||x\ny\nit's $HOME \\n\n",
    exitCode: 3,
  });
  expect((await shell.run('kafka-tool.sh 2>/dev/null')).output).toBe('kafka-tool \n');
  expect((await shell.run('kafka-tool >/dev/null')).output).toBe("it's $HOME \\n\n");
});

test('tools work in pipelines, loops and here-documents', async () => {
  expect((await shell.run("printf 'a\\nb' | reader 2>/dev/null | reader 2>/dev/null")).output).toBe(
    'reader \nREADER \nA\nB',
  );
  expect((await shell.run('reader 2>/dev/null <<EOF\none\nEOF')).output).toBe('reader \nONE\n');
  const loop = 'printf \'1\\n2\\n\' | while read -r n; do kafka-tool "$n" 2>/dev/null; done';
  expect((await shell.run(loop)).output).toBe('kafka-tool 1\nkafka-tool 2\n');
  expect((await shell.run('x=$(kafka-tool 2>/dev/null) && echo "got $x"')).output).toBe('got kafka-tool \n');
  expect((await shell.run('reader')).exitCode).toBe(0);
});

test('variables, functions and the folder stay from one command to the next', async () => {
  await shell.run('export KAFKA_LAB_HOME=here; mkdir sub; cd sub; say() { echo "said $1"; }');
  expect((await shell.run('say it; basename "$PWD"; kafka-tool >/dev/null 2>&1')).output).toBe('said it\nsub\n');
  expect(calls[0]).toMatchObject({ home: 'here', folder: join(folder, 'work', 'sub') });
});

test('a command that is no shell tells so, and the next one runs', async () => {
  expect(await shell.run("echo 'open")).toMatchObject({ exitCode: expect.any(Number) });
  expect((await shell.run('nothing-like-it')).output).toContain('command not found');
  expect((await shell.run('echo on')).output).toBe('on\n');
});

test('a shell that has ended says so', async () => {
  await expect(shell.run('exit 3')).rejects.toThrow(ShellGone);
  await expect(shell.run('echo on')).rejects.toThrow(ShellGone);
});
