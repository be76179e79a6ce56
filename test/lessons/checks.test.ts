import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCheck } from '../../src/lessons/checks/check';
import { Sandbox } from '../process/sandbox';

const sandboxes = { kraft: new Sandbox(), zookeeper: new Sandbox() };
type Name = keyof typeof sandboxes;
const cluster = 'localhost:9093';
const preparing = [
  `kafka-topics --bootstrap-server ${cluster} --create --topic orders --replica-assignment 1:2:3,2:3:1 ` +
    '--config min.insync.replicas=2',
  `printf 'a\\nb\\nb\\n' | kafka-console-producer --bootstrap-server ${cluster} --topic orders --sync`,
  `kafka-console-consumer --bootstrap-server ${cluster} --topic orders --group billing --from-beginning ` +
    '--max-messages 3',
  `printf 'late\\n' | kafka-console-producer --bootstrap-server ${cluster} --topic orders --sync`,
  'kafka-lab broker stop 3',
  'kafka-lab broker kill 1',
  'kafka-lab clock advance 20s',
];

beforeAll(() => {
  for (const [name, sandbox] of Object.entries(sandboxes)) {
    const profile = name === 'kraft' ? '4.3-kraft' : '2.8-zk';
    const answer = sandbox.shell([`set -e; kafka-lab init --seed 7 --profile ${profile}`, ...preparing].join('\n'));
    expect(answer.exitCode, answer.stderr).toBe(0);
  }
});
afterAll(() => {
  for (const sandbox of Object.values(sandboxes)) sandbox.remove();
});

function verdicts(
  name: Name,
  checks: readonly string[],
): readonly { holds: boolean; says: string; because: string[] }[] {
  const words = checks.map((check) => `'${check}'`).join(' ');
  const { stdout, stderr } = sandboxes[name].shell(`kafka-lab assert ${words} --format json`);
  expect(stdout, stderr).not.toBe('');
  return (JSON.parse(stdout) as { data: { holds: boolean; says: string; because: string[] }[] }).data;
}

const holding: Readonly<Record<Name, readonly string[]>> = {
  kraft: [
    'orders-0 leader 2',
    'orders-0 leader 1 or 2',
    'orders-0 leader not 1',
    'orders-* leader some',
    'orders-0 replicas 1,2,3',
    'orders-0 isr 2',
    'orders-0 isr at most 1',
    'orders-0 isr without 1',
    'orders-0 isr with 2',
    'orders-0 elr 1',
    'orders-1 elr at least 1',
    'orders-0 online',
    'orders-0 high-watermark at least 1',
    'orders-0 log-end of 3 at least 1',
    'node 101 running',
    'node 1 not running',
    'orders-0 adding none',
    'orders-0 leader epoch at least 1',
    'topic orders exists',
    'topic payments gone',
    'topic orders partitions 2',
    'topic orders replication-factor 3',
    'topic orders offline none',
    'topic orders under-min-isr 2',
    'topic orders config min.insync.replicas 2',
    'topic orders config cleanup.policy delete',
    'broker 1 killed',
    'broker 3 stopped',
    'broker 1 fenced',
    'broker 2 alive',
    'broker 2 not stopped',
    'broker 2 leads at least 2',
    'broker 2 config log.retention.hours 168',
    'brokers alive 2',
    'brokers running at most 1',
    'controller some',
    'controller available',
    'group billing exists',
    'group billing members none',
    'group billing state Empty',
    'group billing lag 1',
    'group other gone',
    'records orders count 4',
    'records orders acknowledged 4',
    'records orders duplicated 1',
    'records * written at least 4',
    'no record lost',
    'no record of orders lost',
    'happened clean election of orders-0',
    'happened unclean election none',
    'happened fenced broker of 1',
    'happened isr shrink at least 2',
  ],
  zookeeper: [
    'broker 1 gone',
    'broker 3 gone',
    'znode /brokers/ids/2 exists',
    'znode /brokers/ids/1 gone',
    'znode /brokers/ids children 2',
    'znode /controller data with "brokerid":2',
    'controller 2',
    'controller epoch at least 2',
    'happened controller change at least 2',
    'orders-0 elr none',
  ],
};

describe.each(Object.keys(holding) as Name[])('checks in %s', (name) => {
  test('hold', () => {
    const wrong = verdicts(name, holding[name]).filter(({ holds }) => !holds);
    expect(wrong).toEqual([]);
  });
});

describe('a check that does not hold says what is, what should be, and why', () => {
  test.each([
    [
      'orders-0 isr 1,2,3',
      'ISR of orders-0 is 2, not 1,2,3',
      ['broker 1 is killed (kafka-lab broker kill 1)', 'broker 3 is stopped (kafka-lab broker stop 3)'],
    ],
    [
      'orders-0 leader 1',
      'leader of orders-0 is 2, not 1',
      ['broker 1 is killed (kafka-lab broker kill 1), so it may not lead'],
    ],
    [
      'orders-* isr at least 2',
      'ISR of orders-0 is 2, not at least 2, and 1 more like it',
      expect.arrayContaining(['broker 3 is stopped (kafka-lab broker stop 3)']),
    ],
    [
      'broker 1 running',
      'the process of broker 1 is killed, not running',
      ['broker 1 is killed (kafka-lab broker kill 1)'],
    ],
    ['payments-0 leader 1', 'there is no topic payments', []],
    ['orders-7 leader 1', 'there is no partition orders-7', ['topic orders has 2 partitions']],
    ['group other lag none', 'there is no group other', ['nobody has joined it or committed an offset in it']],
    ['znode /controller exists', 'there is no ZooKeeper', ['this cluster lives by a KRaft quorum']],
    ['happened unclean election', 'number of times that there was: unclean election is 0, not some', []],
  ])('%s', (check, says, because) => {
    expect(verdicts('kraft', [check])).toEqual([{ check, holds: false, says, because }]);
  });
});

describe('kafka-lab assert', () => {
  test('exits with 0, 1 and 2', () => {
    const run = (check: string) => sandboxes.kraft.shell(`kafka-lab assert '${check}'`);
    expect(run('orders-0 leader 2')).toEqual({ stdout: '', stderr: '', exitCode: 0 });
    expect(run('orders-0 leader 1').exitCode).toBe(1);
    expect(run('orders leader 1')).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

describe('a check that means nothing is told', () => {
  test.each([
    ['', /a check begins with TOPIC-N/],
    ['orders-0', /cannot be checked there/],
    ['orders-0 leader', /an id is missing/],
    ['orders-0 leader two', /"two" is not an id/],
    ['orders-0 leader at least 2', /"at least" does not go with an id/],
    ['orders-0 isr some 2', /nothing stands behind "some"/],
    ['broker two stopped', /two is not the id of a broker/],
    ['topic orders config', /config of what\?/],
    ['happened miracle', /nothing that happens/],
    ['no record found', /cannot be checked/],
    ['constructor x', /a check begins with/],
  ])('%j', (text, problem) => {
    expect(parseCheck(text)).toMatchObject({ problem: expect.stringMatching(problem) });
  });
});
