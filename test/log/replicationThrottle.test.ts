import { expect, test } from 'vitest';
import type { Partition } from '../../src/model/cluster';
import type { ClusterView } from '../../src/model/turn';
import { fetchRate, throttledFetchMs } from '../../src/log/replicationThrottle';
import { kafka43kraft } from '../../src/profiles/kafka43kraft';

const mb = 1_048_576;
const partition = {
  topicKey: 1,
  topic: 't',
  partition: 0,
  leader: 1,
  isr: [1, 2],
  replicas: [2, 3, 1],
} as unknown as Partition;

function view(
  bytes: number,
  brokers: Readonly<Record<string, Readonly<Record<string, string>>>>,
  topic: Readonly<Record<string, string>>,
): ClusterView {
  const configs = (type: string, name: string) =>
    new Map(Object.entries((type === 'topic' ? topic : brokers[name]) ?? {}));
  const leaderLog = {
    broker: 1,
    startOffset: 0,
    endOffset: 1,
    highWatermark: 1,
    fetchedOffset: 0,
    lineage: [{ epoch: 0, startOffset: 0 }],
  };
  return {
    profile: kafka43kraft,
    node: () => undefined,
    configs,
    partitionsWithLogsOn: () => [partition],
    replicaLogs: () => new Map([[1, leaderLog]]),
    bytesOf: () => bytes,
  } as unknown as ClusterView;
}

const throttled = (bytes: number, rate: number) =>
  view(
    bytes,
    { '3': { 'follower.replication.throttled.rate': String(rate) } },
    { 'follower.replication.throttled.replicas': '0:3' },
  );

test('a rate holds for the replicas that the topic lists, on either side, while they are out of sync', () => {
  const both = view(
    0,
    { '1': { 'leader.replication.throttled.rate': '50' }, '3': { 'follower.replication.throttled.rate': '70' } },
    { 'leader.replication.throttled.replicas': '*', 'follower.replication.throttled.replicas': '1:3,0:3' },
  );
  expect(fetchRate(both, partition, 3)).toBe(50);
  expect(fetchRate(both, { ...partition, isr: [1, 2, 3] }, 3)).toBeUndefined();
  expect(fetchRate(both, { ...partition, leader: 2 }, 3)).toBe(70);
  expect(fetchRate(throttled(0, 70), { ...partition, partition: 2 }, 3)).toBeUndefined();
});

test('the first fetch comes whole, the rest at the rate', () => {
  expect(throttledFetchMs(throttled(0, 1000), 3)).toBeNull();
  expect(throttledFetchMs(throttled(mb, 1000), 3)).toBe(0);
  expect(throttledFetchMs(throttled(3 * mb, 1000), 3)).toBe(22_000); // two more fetches, each for eleven seconds
  expect(throttledFetchMs(throttled(50 * mb, mb), 3)).toBe(40_000); // ten seconds' worth at once
});
