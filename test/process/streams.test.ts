import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectRefusal } from './refusal';
import { Sandbox, type Answer } from './sandbox';

const list = 'kafka-topics --bootstrap-server localhost:9092 --list';
const create = 'kafka-topics --bootstrap-server localhost:9092 --create --topic';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
  sandbox.run('kafka-lab init --seed 1');
});
afterEach(() => {
  sandbox.remove();
});

/** A shell's line; what its last command ended with stands at the end of stdout. */
function codes(line: string): Answer {
  const answer = sandbox.shell(`${line}; echo "\${PIPESTATUS[0]}"`);
  const lines = answer.stdout.trimEnd().split('\n');
  return { stdout: lines.slice(0, -1).join('\n'), stderr: answer.stderr, exitCode: Number(lines.at(-1)) };
}

describe('standard output that cannot be written', () => {
  test.each([
    [`${create} a > /dev/full`, 'no space left on device'],
    [`${create} a >&-`, 'bad file descriptor'],
    [`${create} a 1< /dev/null`, 'bad file descriptor'],
  ])('after a change: the change stands, and that is said (%s)', (line, why) => {
    expectRefusal(
      codes(line),
      new RegExp(`standard output cannot be written \\(${why}\\).*What the command changed stands`),
    );
    expect(sandbox.run(list).stdout).toBe('a\n');
  });

  test.each(['kafka-lab status', 'kafka-lab --help', 'kafka-lab env', 'kafka-lab tour', list])(
    'while reading: %s',
    (command) => {
      for (const to of ['> /dev/full', '>&-'])
        expectRefusal(codes(`${command} ${to}`), /standard output cannot be written .*some of its text is lost/);
    },
  );

  test('does not end the work in its middle', () => {
    sandbox.run(`${create} big --partitions 3000`);
    const plan = Array.from({ length: 3000 }, (_, partition) => ({ topic: 'big', partition, replicas: [1, 2] }));
    writeFileSync(join(sandbox.folder, 'plan.json'), JSON.stringify({ version: 1, partitions: plan }));
    const execute =
      'kafka-reassign-partitions --bootstrap-server localhost:9092 --reassignment-json-file plan.json --execute';
    // It prints the current assignment, which is longer than a pipe holds, before it changes anything.
    expect(codes(`${execute} | true`)).toEqual({ stdout: '', stderr: '', exitCode: 0 });
    expect(sandbox.run('kafka-lab status --all').stdout.match(/ 1,2 /g)!.length).toBeGreaterThan(2900);
  });

  test('ends a consumer, which would follow for ever', () => {
    sandbox.run(`${create} a`);
    sandbox.run('kafka-lab produce a one two');
    const consume = 'kafka-console-consumer --bootstrap-server localhost:9092 --topic a --from-beginning';
    // As recorded: it looks after every message.
    for (const enough of ['', ' --max-messages 2']) {
      const { stderr, exitCode } = codes(`${consume}${enough} > /dev/full`);
      expect(stderr).toMatch(
        /\nUnable to write to standard out, closing consumer.\nProcessed a total of 1 messages\n$/,
      );
      expect(exitCode).toBe(0);
    }
  });
});

describe('standard error that cannot be written', () => {
  test.each(['2> /dev/full', '2>&-', '2>&1 >/dev/null | true'])('changes no exit code: %s', (to) => {
    expect(codes(`kafka-lab broker stop 9 ${to}`)).toEqual({ stdout: '', stderr: '', exitCode: 1 });
    expect(codes(`kafka-lab nope ${to}`)).toEqual({ stdout: '', stderr: '', exitCode: 2 });
    expect(codes(`kafka-topics --nope ${to}`)).toEqual({ stdout: '', stderr: '', exitCode: 1 });
  });

  test('with all streams closed', () => {
    expect(codes(`${create} a <&- >&- 2>&-`).exitCode).toBe(1);
    expect(sandbox.run(list).stdout).toBe('a\n');
  });
});

describe('standard input', () => {
  const produce = 'kafka-console-producer --bootstrap-server localhost:9092 --topic a';

  test('that is closed holds nothing', () => {
    sandbox.run(`${create} a`);
    expect(codes(`${produce} <&-`)).toEqual({ stdout: '', stderr: '', exitCode: 0 });
  });

  test.each([
    ['2.8-zk', 'java.io.IOException: Is a directory'],
    ['3.9-kraft', 'java.io.IOException: Is a directory'],
    ['4.3-kraft', 'org.apache.kafka.common.KafkaException: java.io.IOException: Is a directory'],
  ])('that is a folder: what the JVM says (%s)', (profile, words) => {
    sandbox.run(`kafka-lab init --force --seed 1 --profile ${profile}`);
    expect(codes(`${produce} < .`)).toEqual({ stdout: '', stderr: `${words}\n`, exitCode: 1 });
  });

  test("that is a folder: what ZooKeeper's shell says", () => {
    sandbox.run('kafka-lab init --force --seed 1 --profile 3.9-zk');
    expect(codes('zookeeper-shell localhost:2181 < .')).toEqual({
      stdout: 'Connecting to localhost:2181\nWelcome to ZooKeeper!\nJLine support is disabled',
      stderr: 'Exception in thread "main" java.io.IOException: Is a directory\n',
      exitCode: 1,
    });
  });
});

describe('no room in the middle of many changes', () => {
  test('says how many records stand', () => {
    sandbox.run(`${create} a`);
    const answer = sandbox.shell(
      `ulimit -f 4000; seq 200000 | kafka-console-producer --bootstrap-server localhost:9092 --topic a`,
    );
    expectRefusal(answer, /No room.*: the \d+ records written before stand/);
    const stored = Number(/the (\d+) records/.exec(answer.stderr)![1]);
    expect(stored).toBeGreaterThan(1000);
    expect(sandbox.run('kafka-get-offsets --bootstrap-server localhost:9092 --topic a').stdout).toBe(`a:0:${stored}\n`);
    expect(sandbox.run('kafka-lab verify').exitCode).toBe(0);
  });
});
