import { afterAll, describe, expect, test } from 'vitest';
import { Sandbox } from './sandbox';

const sandbox = new Sandbox();
afterAll(() => sandbox.remove());

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);
const znode = (path: string) => lastLine(sandbox.run(`zookeeper-shell localhost:2181 get ${path}`).stdout);
const describeTopic = () =>
  sandbox.run('kafka-topics --bootstrap-server localhost:9092 --describe --topic orders').stdout;
const violations = () =>
  sandbox
    .run('kafka-lab verify')
    .stdout.split('\n')
    .filter((line) => line !== '' && !line.startsWith('holds'));

describe('from ZooKeeper to KRaft', () => {
  test('a phase at a time, and back as long as it is not final', () => {
    sandbox.run('kafka-lab init --profile 3.9-zk --seed 1');
    sandbox.run('kafka-topics --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 1:2:3');
    const id = /TopicId: (\S+)/.exec(describeTopic())![1]!;

    for (const phase of ['controllers-provisioned', 'brokers-in-migration-mode', 'dual-write'])
      expect(sandbox.run('kafka-lab migrate next').stdout).toMatch(new RegExp(`^${phase}: `));
    expect(znode('/controller')).toMatch(/"brokerid":101,.*"kraftControllerEpoch":4/);
    expect(znode('/migration')).toContain('"kraft_controller_id":101');

    sandbox.run('kafka-lab migrate next');
    expect(lastLine(sandbox.run('zookeeper-shell localhost:2181 ls /brokers/ids').stdout)).toBe('[]');
    expect(sandbox.run('kafka-metadata-quorum --bootstrap-server localhost:9092 describe --status').stdout).toMatch(
      /LeaderId: +101/,
    );
    expect(violations()).toEqual([]);

    expect(sandbox.run('kafka-lab migrate rollback').exitCode).toBe(0);
    expect(znode('/controller')).toContain('"kraftControllerEpoch":-1');
    expect(describeTopic()).toContain(id);
    expect(violations()).toEqual([]);

    for (let phase = 1; phase <= 5; phase++) sandbox.run('kafka-lab migrate next');
    expect(sandbox.run('kafka-lab status').stdout).toContain('Kafka 3.9.2 (KRaft)');
    expect(describeTopic()).toContain(id);
    expect(sandbox.run('zookeeper-shell localhost:2181 ls /').stderr).toContain(
      'KeeperErrorCode = ConnectionLoss for /',
    );
    expect(sandbox.run('kafka-lab migrate rollback')).toMatchObject({
      exitCode: 1,
      stderr: 'The migration is final: there is no way back to ZooKeeper\n',
    });
    expect(violations()).toEqual([]);
  });

  test('is for clusters of 3.9 with ZooKeeper', () => {
    for (const profile of ['2.8-zk', '3.9-kraft', '4.3-kraft']) {
      sandbox.run(`kafka-lab init --force --profile ${profile} --seed 1`);
      expect(sandbox.run('kafka-lab migrate next')).toMatchObject({ exitCode: 1, stdout: '' });
    }
  });
});
