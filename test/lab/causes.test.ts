import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Sandbox } from '../process/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
  sandbox.run('kafka-lab init --profile 3.9-kraft --seed 1');
});
afterEach(() => sandbox.remove());

it('a command stands in the log as it was typed, with quotes where the shell needs them', () => {
  const typed = 'zookeeper-shell localhost:2181 create /odd "two words"';
  sandbox.run('kafka-lab init --profile 3.9-zk --seed 1 --force');
  sandbox.shell(
    `kafka-topics --bootstrap-server localhost:9092 --create --topic 'a' && ${typed} && kafka-lab broker stop "2"`,
  );
  const events = sandbox.run('kafka-lab events').stdout;
  expect(events).toContain('(by kafka-topics --bootstrap-server localhost:9092 --create --topic a)');
  expect(events).toContain('(by kafka-lab broker stop 2)');
  expect(events).toContain('(by kafka-lab init --profile 3.9-zk --seed 1 --force)');
  const db = new Database(sandbox.file, { readonly: true });
  const causes = db.prepare("SELECT data FROM cause WHERE data ->> 'kind' = 'command'").pluck().all() as string[];
  db.close();
  expect(causes.map((data) => JSON.parse(data) as unknown)).toContainEqual({
    kind: 'command',
    words: ['zookeeper-shell', 'localhost:2181', 'create', '/odd', 'two words'],
  });
});

it('explain follows a rule to the node that it is about', () => {
  sandbox.run('kafka-topics --bootstrap-server localhost:9092 --create --topic a --replica-assignment 2:1:3');
  sandbox.run('kafka-lab broker kill 2');
  sandbox.run('kafka-lab clock advance 20s');
  const { stdout } = sandbox.run('kafka-lab explain a-0');
  expect(stdout).toContain('because session of broker 2 expired (broker.session.timeout.ms)');
  expect(stdout).toContain('broker 2: process killed');
  expect(stdout).toContain('(by kafka-lab broker kill 2)');
});
