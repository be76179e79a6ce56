import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Sandbox } from '../process/sandbox';

/** util-linux's: runs a command on a terminal of its own. */
const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true;

const sandbox = new Sandbox();
beforeEach(() => {
  mkdirSync(sandbox.folder, { recursive: true });
});
afterEach(() => sandbox.remove());

const create =
  'kafka-topics --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 1:2:3,2:3:1,3:1:2';
const describeOrders = 'kafka-topics --bootstrap-server localhost:9092 --describe --topic orders';

/** Commands one after the other; each must exit with 0. */
const all = (...commands: readonly string[]) => {
  const answer = sandbox.shell(['set -e', ...commands].join('\n'));
  expect(answer.exitCode, answer.stderr + answer.stdout).toBe(0);
  return answer.stdout;
};
const data = (command: string) => {
  const { stdout, stderr } = sandbox.run(`${command} --format json`);
  expect(stdout, stderr).not.toBe('');
  return JSON.parse(stdout).data;
};
const toStep2 = ['kafka-lab lab start 1', create, 'kafka-lab lab next'];
const toStep3 = [...toStep2, 'kafka-lab lab answer 2', 'kafka-lab lab next'];
const toEnd = [
  ...toStep3,
  'kafka-lab lab answer 1',
  'kafka-lab broker stop 2',
  'kafka-lab lab next',
  'kafka-lab broker start 2',
];

describe('a lab', () => {
  test('is taken from its beginning to its end by a script', () => {
    const text = all(...toEnd, 'kafka-lab lab check');
    expect(text).toContain('Before you go on');
    expect(text).toContain('You said "2". That is right.');
    expect(text).toContain('You said "Nobody leads it until broker 2 is back". It is "Broker 3 leads it');
    expect(text).toContain('Take along:');
    expect(data('kafka-lab lab status')).toMatchObject({
      lab: 'a-topic',
      finished: true,
      step: { number: 4, done: true },
    });
    expect(data('kafka-lab lab list')[0]).toMatchObject({ state: 'done' });
  });

  test('shows nothing of what comes behind a question before it is answered', () => {
    all(...toStep3);
    expect(all('kafka-lab lab')).not.toContain('kafka-lab broker stop 2');
    expect(data('kafka-lab lab status').step).toMatchObject({ commands: [], question: { choices: { length: 3 } } });
    expect(sandbox.run('kafka-lab lab check')).toMatchObject({ exitCode: 1, stdout: '' });
    expect(all('kafka-lab lab answer 2')).toContain('kafka-lab broker stop 2');
    expect(sandbox.run('kafka-lab lab answer 2').stderr).toMatch(/There is no question to answer now/);
  });

  test('is not gone on with before a step is done, and says why', () => {
    all('kafka-lab lab start 1');
    for (const command of ['kafka-lab lab check', 'kafka-lab lab next']) {
      const answer = sandbox.run(command);
      expect(answer).toMatchObject({ stderr: '', exitCode: 1 });
      expect(answer.stdout).toContain('no  topic orders is gone, not there\n');
    }
    expect(data('kafka-lab lab status').step).toMatchObject({ number: 1, done: false, failedChecks: 2 });
    expect(data('kafka-lab lab check').checks[0]).toMatchObject({ check: 'topic orders exists', holds: false });
  });

  test("has a cluster of its own, and quitting gives the learner's back", () => {
    all('kafka-lab init --seed 7', 'kafka-topics --bootstrap-server localhost:9092 --create --topic mine');
    const before = readFileSync(sandbox.file);
    all(...toStep3, 'kafka-lab lab answer 1', 'kafka-lab broker stop 2');
    expect(all('kafka-topics --bootstrap-server localhost:9092 --list')).toBe('orders\n');
    expect(all('kafka-lab lab quit')).toContain('Your own cluster is back');
    expect(readFileSync(sandbox.file)).toEqual(before);
    expect(all('kafka-topics --bootstrap-server localhost:9092 --list')).toBe('mine\n');
    expect(sandbox.run('kafka-lab lab quit').exitCode).toBe(1);
    all('kafka-lab lab start 1');
    expect(sandbox.run('kafka-lab destroy --yes').stderr).toMatch(/A lab is active.*kafka-lab lab quit/);
  });

  test('goes on where it was left, also when its file is gone', () => {
    const own = readFileSync(new URL('../../fixtures/labs/01-a-topic.md', import.meta.url), 'utf8');
    writeFileSync(join(sandbox.folder, 'copy.md'), own.replace('id: a-topic', 'id: copied'));
    all('kafka-lab lab start copy.md', create, 'kafka-lab lab next', 'kafka-lab lab quit', 'rm copy.md');
    expect(all('kafka-lab lab start copied')).toContain('2. Read the line');
    expect(all(describeOrders)).toContain('PartitionCount: 3');
    expect(all('kafka-lab lab start copied --again')).toContain('1. Make a topic');
    expect(sandbox.run(describeOrders).exitCode).toBe(1);
  });

  test('brings back the beginnings of steps', () => {
    all(...toStep3);
    const begun = all(describeOrders);
    all('kafka-lab lab answer 1', 'kafka-lab broker stop 2', 'kafka-lab broker kill 3', 'kafka-lab lab reset');
    expect(all(describeOrders)).toBe(begun);
    all('kafka-lab lab goto 1');
    expect(sandbox.run(describeOrders).exitCode).toBe(1);
    expect(sandbox.run('kafka-lab lab goto 4').stderr).toMatch(/Step 4 was not reached yet/);
    // What was reached is not lost by looking back.
    all('kafka-lab lab next', 'kafka-lab lab next');
    expect(all(describeOrders)).toBe(begun);
    expect(sandbox.run('kafka-lab lab back').stdout).toContain('2. Read the line');
    expect(all('kafka-lab verify')).not.toContain('broken');
  });

  test('gives hints in their order, those with a condition only while it holds', () => {
    all(...toStep3, 'kafka-lab lab answer 1');
    expect(all('kafka-lab lab hint')).toContain('Broker 2 is still up');
    expect(all('kafka-lab lab hint')).toContain('no other hint');
    all('kafka-lab lab reset', 'kafka-lab broker stop 2', 'kafka-lab lab next');
    expect(all('kafka-lab lab hint')).toContain('Broker 2 is stopped');
    expect(all('kafka-lab lab solution')).toContain('$ kafka-lab broker start 2');
    expect(data('kafka-lab lab status').step).toMatchObject({ hints: [0], hasSolution: true });
  });

  test('is there in Korean, by an option or by the locale', () => {
    expect(all('kafka-lab lab start 1 --lang ko')).toContain('1. 토픽 만들기');
    expect(sandbox.run('kafka-lab lab list', { LC_ALL: 'ko_KR.UTF-8' }).stdout).toContain('토픽 하나');
    all('kafka-lab lab quit');
    expect(sandbox.run('kafka-lab lab start 1 --again', { LC_ALL: 'ko_KR.UTF-8' }).stdout).toContain('약 10분');
  });

  test('is the same for everybody: same commands, same bytes', () => {
    const play = () => all(...toEnd, describeOrders, 'kafka-lab events', 'kafka-lab lab quit');
    const first = play();
    sandbox.remove();
    const second = new Sandbox();
    try {
      expect(
        second.shell(['set -e', ...toEnd, describeOrders, 'kafka-lab events', 'kafka-lab lab quit'].join('\n')).stdout,
      ).toBe(first);
    } finally {
      second.remove();
    }
  });
});

test.runIf(hasScript)('on a terminal a lab is chosen from a menu, and a question is answered there', () => {
  const typed = (keys: string, command: string) =>
    sandbox.shell(`(${keys}) | script -qec "${command}" /dev/null`).stdout.replaceAll('\r', '');
  expect(typed("sleep 2; printf '\\r'; sleep 2", 'kafka-lab lab')).toContain('Make a topic');
  all(create);
  const asked = typed("sleep 2; printf '2\\r'; sleep 1", 'kafka-lab lab next');
  expect(asked).toContain('Your answer is taken: 2');
  expect(asked).not.toContain('kafka-lab lab answer');
  expect(data('kafka-lab lab status').step).toMatchObject({ number: 2, answers: [{ text: '2' }] });
});

describe('a lab of a stranger', () => {
  const write = (setup: string, step = '') =>
    writeFileSync(
      join(sandbox.folder, 'strange.md'),
      [
        '---\nid: strange\ntitle: "Strange \\u001b[2J"\nminutes: 1\nprofiles: [4.3-kraft]',
        `setup:\n  - ${setup}\n---\n\n## 1. Look \u001b[31m\n\nRed: \u001b[31m\n${step}`,
      ].join('\n'),
    );

  test('prepares nothing before it was agreed to, and with its own tools alone', () => {
    write('kafka-lab broker stop 1');
    expect(sandbox.run('kafka-lab lab start strange.md')).toMatchObject({ exitCode: 1, stdout: '' });
    expect(existsSync(join(sandbox.home, 'labs'))).toBe(false);
    expect(sandbox.run('kafka-lab lab start strange.md --yes').exitCode).toBe(0);
    expect(all('kafka-lab assert "broker 1 stopped"')).toBe('');
    write(`touch ${sandbox.folder}/here`);
    expect(sandbox.run('kafka-lab lab start strange.md --yes --again').stderr).toMatch(/it calls touch/);
    expect(readdirSync(sandbox.folder)).not.toContain('here');
    expect(sandbox.run('kafka-lab lab start strange.md --yes --again --shell').exitCode).toBe(0);
    expect(readdirSync(sandbox.folder)).toContain('here');
  });

  test('does nothing to the terminal', () => {
    write('kafka-lab status');
    const { stdout } = sandbox.run('kafka-lab lab start strange.md --yes');
    expect(stdout).toContain('Red: \\x1b[31m');
    expect(stdout).not.toContain('\u001b');
  });
});

describe('a class', () => {
  test('hands in, and its trainer sees one table', () => {
    all(...toStep3, 'kafka-lab lab answer 2', 'kafka-lab lab hand-in --name kim');
    writeFileSync(join(sandbox.folder, 'other.json'), '{"kind":"lab-hand-in","data":{}}');
    const handedIn = JSON.parse(readFileSync(join(sandbox.folder, 'kim-a-topic.json'), 'utf8')).data;
    expect(handedIn.commands.map(({ text }: { text: string }) => text)).toContain(create);
    expect(handedIn.progress.steps[1].checks[0]).toEqual({
      check: 'topic orders exists',
      holds: true,
      says: 'topic orders is there',
    });
    writeFileSync(
      join(sandbox.folder, 'evil.json'),
      JSON.stringify({ kind: 'lab-hand-in', data: { ...handedIn, name: '=cmd|\u001b[31m', commands: ['$(touch x)'] } }),
    );
    expect(sandbox.run('kafka-lab lab report . --format csv').stdout).toBe(
      'Name,Lab,Steps done,Finished,Right answers,Hints,Solutions,Failed checks,Minutes\n' +
        "'=cmd|\\x1b[31m,a-topic,2,no,1 of 2,0,0,0,0\nkim,a-topic,2,no,1 of 2,0,0,0,0\n",
    );
    expect(data('kafka-lab lab report .')[1]).toMatchObject({
      name: 'kim',
      stepsDone: 2,
      stepsBegun: 3,
      finished: false,
    });
    expect(sandbox.run('kafka-lab lab report other.json')).toMatchObject({ exitCode: 1, stdout: '' });
  });
});
