import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { quoted } from '../../src/text/shell';
import { Sandbox } from './sandbox';

/** util-linux's: runs a command on a terminal of its own. */
const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true;

/** What acts on a terminal: controls, with their C1 forms, and what turns the direction of writing. */
const acting = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
const colour = /\u001b\[(?:1|2|31|32|33|22|39)m/g;

const value = 'a\u001b]0;x\u0007\u001b[2J\u001b[31mred\u009b1mbold\u007f\u202egnorw\u2066\rb\nc\td';
const shown = String.raw`a\x1b]0;x\x07\x1b[2J\x1b[31mred\x9b1mbold\x7f\u202egnorw\u2066\rb\nc\td`;

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
  sandbox.run('kafka-lab init --seed 1');
  sandbox.run('kafka-topics --bootstrap-server localhost:9092 --create --topic a');
  sandbox.shell(`kafka-lab produce a ${quoted(value)}`);
});
afterEach(() => {
  sandbox.remove();
});

describe('kafka-lab shows what would act on a terminal', () => {
  test.each([
    ['ledger', 'ledger', shown.slice(0, 20)],
    ['events', 'events --all', ''],
    ['metadata log', 'metadata log', ''],
    ['a topic', `status --topic ${quoted(value)}`, `There is no topic ${shown}.`],
    ['a partition', `explain ${quoted(`${value}-0`)}`, `${shown}-0`],
    ['a command', quoted(value), `unknown command '${shown}'`],
    ['an option', `--${quoted(value)}`, `unknown option '--${shown}'`],
    ['an argument', `clock advance ${quoted(value)}`, shown],
    ['a topic to write to', `produce ${quoted(value)} x`, shown],
  ])('%s', (_, argv, words) => {
    const { stdout, stderr } = sandbox.shell(`kafka-lab ${argv}`);
    expect(stdout).not.toMatch(acting);
    expect(stderr).not.toMatch(acting);
    expect(stdout + stderr).toContain(words);
  });

  test('whoever fails', () => {
    for (const command of ['kafka-lab status', 'kafka-topics --bootstrap-server localhost:9092 --list'])
      expect(sandbox.run(command, { KAFKA_LAB_HOME: value }).stderr).toContain(shown);
  });

  test.runIf(hasScript).each(['ledger', 'status', 'events'])(
    'on a terminal, where colours are its own: %s',
    (command) => {
      const { stdout } = sandbox.shell(`script -qec "kafka-lab ${command}" /dev/null < /dev/null`);
      expect(stdout).toMatch(colour);
      const uncoloured = stdout.replace(colour, '').replaceAll('\r\n', '\n');
      expect(uncoloured).not.toMatch(acting);
      expect(uncoloured).toBe(sandbox.run(`kafka-lab ${command}`).stdout);
    },
  );

  test.each(['ledger', 'events', 'metadata log', 'status'])('--format json holds it all, escaped: %s', (command) => {
    const { stdout } = sandbox.shell(`kafka-lab ${command} --format json`);
    expect(stdout).not.toMatch(acting);
    const { data } = JSON.parse(stdout) as { data: { records: { value: string }[] } };
    if (command === 'ledger') expect(data.records[0]!.value).toBe(value);
  });

  test("and Kafka's tools print what Kafka prints", () => {
    const consume =
      'kafka-console-consumer --bootstrap-server localhost:9092 --topic a --from-beginning --max-messages 1';
    expect(sandbox.run(consume).stdout).toBe(`${value}\n`);
  });
});
