import { afterEach, expect, test } from 'vitest';
import { Sandbox } from '../process/sandbox';

const create = 'kafka-topics --bootstrap-server localhost:9092 --create --topic';

const sandbox = new Sandbox();
afterEach(() => sandbox.remove());

interface Loss {
  readonly what: string;
  readonly record: number;
}

interface Ledger {
  readonly data: {
    readonly records: readonly { readonly partition: string; readonly fate: string; readonly lostBy?: Loss }[];
    readonly topics: readonly { readonly topic: string; readonly lost: number; readonly lostBy: readonly Loss[] }[];
  };
}

/** A topic on brokers 2 and 3 in that many partitions, with a record in each that only 2 has when 3 is made leader. */
function loseRecords(partitions: number): void {
  const replicas = Array(partitions).fill('2:3').join();
  sandbox.run('kafka-lab init --seed 7 --profile 3.9-kraft');
  sandbox.run(`${create} risk --replica-assignment ${replicas} --config unclean.leader.election.enable=true`);
  sandbox.run(`${create} calm --replica-assignment 1`);
  sandbox.run('kafka-lab produce calm one');
  sandbox.run('kafka-lab broker stop 3');
  for (let partition = 0; partition < partitions; partition++)
    sandbox.run(`kafka-lab produce risk record-${partition} --partition ${partition} --acks 1`);
  sandbox.run('kafka-lab broker kill 2');
  sandbox.run('kafka-lab clock advance 30s');
  sandbox.run('kafka-lab broker start 3');
  sandbox.run('kafka-lab settle');
}

test('a lost record is laid to the election of its own partition, a summary names what took several once', () => {
  loseRecords(3);
  const { data } = JSON.parse(sandbox.run('kafka-lab ledger --format json').stdout) as Ledger;
  const lost = data.records.filter(({ fate }) => fate === 'lost');
  expect(lost.map(({ partition }) => partition)).toEqual(Array.from({ length: 3 }, (_, n) => `risk-${n}`));
  expect(new Set(lost.map(({ lostBy }) => lostBy?.what))).toEqual(new Set(['unclean election of broker 3']));
  expect(new Set(lost.map(({ lostBy }) => lostBy?.record)).size).toBe(3);
  const [calm, risk] = data.topics;
  expect(calm).toMatchObject({ topic: 'calm', lost: 0, lostBy: [] });
  expect(risk).toMatchObject({ topic: 'risk', lost: 3, lostBy: [{ what: 'unclean election of broker 3' }] });
});
