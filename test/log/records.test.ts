import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { ProducerClient } from '../../src/clients/producer/producerClient';
import { TransactionalProducer } from '../../src/clients/producer/transactionalProducer';
import { killNode, pauseNode, resumeNode, startNode, stopNode } from '../../src/cluster/nodes';
import { noLeader, type Partition } from '../../src/model/cluster';
import { commonEndOffset, holds } from '../../src/log/lineage';
import { emptyLog } from '../../src/model/log';
import { batchesOf, readRecords } from '../../src/log/read';
import type { ProfileId } from '../../src/profiles/profile';
import { commandEnvironment } from '../../src/runtime/commandEnvironment';
import { history } from '../../src/store/history';
import { ledgerBatches } from '../../src/store/ledgerRows';
import { tablesOtherThanReplayed } from '../../src/store/rebuild';
import type { StateView } from '../../src/store/stateView';
import { Lab } from '../cluster/reassignment/lab';

const broker = fc.integer({ min: 1, max: 3 });
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('produce' as const),
      acks: fc.constantFrom('0', '1', 'all'),
      count: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('transaction' as const),
      end: fc.constantFrom('commit' as const, 'abort' as const, 'open' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('stop' as const, 'kill' as const, 'start' as const, 'pause' as const, 'resume' as const),
      broker,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('start' as const), broker }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('advance' as const), seconds: fc.constantFrom(1, 5, 25, 60) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'slow' as const,
        'clear' as const,
        'lose-ack' as const,
        'stepwise' as const,
        'settled' as const,
        'unclean' as const,
      ),
      broker,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose-disk' as const), broker }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const processActions = {
  stop: stopNode,
  kill: killNode,
  start: startNode,
  pause: pauseNode,
  resume: resumeNode,
} as const;
const cause = { kind: 'command', words: ['test'] } as const;
const bootstrap = 'localhost:9092,localhost:9093,localhost:9094';

let lab: Lab;
afterEach(() => lab.remove());

describe.each<ProfileId>(['2.8-zk', '3.9-zk', '3.9-kraft', '4.3-kraft'])('records in %s', (profile) => {
  test('what must hold does, whatever happens', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 5, maxLength: 30 }),
        fc.bigInt({ min: 1n, max: 1000n }),
        (steps, seed) => {
          lab?.remove();
          lab = new Lab(profile, 3, seed);
          lab.create('t', [1, 2, 3]);
          const world = new World();
          for (const each of steps) {
            world.take(each);
            lab.session.read((view) => world.check(view));
          }
          expect(lab.session.read((view) => tablesOtherThanReplayed(view))).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
  });
});

class World {
  private written = 0;
  private readonly aborted = new Set<string>();
  private watermark = { leader: noLeader, leaderEpoch: -1, highWatermark: 0 };

  take(step: Step): void {
    const { session } = lab;
    switch (step.kind) {
      case 'produce': {
        const producer = this.producer([['acks', step.acks]]);
        for (let index = 0; index < step.count; index++)
          producer.send({ topic: 't', key: null, value: Buffer.from(`v${this.written++}`) }, () => undefined);
        producer.flush();
        return;
      }
      case 'transaction':
        this.transact(step.end);
        return;
      case 'advance':
        session.advance(step.seconds * 1000);
        return;
      case 'slow':
        session.change(cause, (turn) =>
          turn.emit({ type: 'FaultRecord', kind: 'slow-follower', target: String(step.broker), sinceMs: turn.nowMs }),
        );
        return;
      case 'clear':
        session.change(cause, (turn) => {
          for (const { kind, target } of turn.faults()) turn.emit({ type: 'FaultRecord', kind, target, sinceMs: null });
        });
        return;
      case 'lose-ack':
        session.change(cause, (turn) =>
          turn.emit({ type: 'FaultRecord', kind: 'lose-ack', target: 't-0', sinceMs: turn.nowMs }),
        );
        return;
      case 'stepwise':
      case 'settled':
        session.change(cause, (turn) =>
          turn.emit({
            type: 'FaultRecord',
            kind: 'stepwise',
            target: '',
            sinceMs: step.kind === 'stepwise' ? turn.nowMs : null,
          }),
        );
        return;
      case 'unclean':
        lab.ask('ElectLeaders', {
          electionType: 'unclean',
          topicPartitions: [{ topic: 't', partitions: [0] }],
        });
        return;
      case 'lose-disk':
        session.change(cause, (turn) => {
          const { process } = turn.node(step.broker)!;
          if (process === 'stopped' || process === 'killed')
            turn.emit({ type: 'LogDirsLostRecord', brokerId: step.broker });
        });
        return;
      default:
        lab.node(step.broker, processActions[step.kind]);
    }
  }

  private transact(end: 'commit' | 'abort' | 'open'): void {
    const producer = this.producer([
      ['transactional.id', 'pay'],
      ['max.block.ms', '2000'],
    ]);
    const transactions = new TransactionalProducer(producer, 'pay');
    if (transactions.init()) return;
    const value = `t${this.written++}`;
    producer.send({ topic: 't', key: null, value: Buffer.from(value) }, () => undefined);
    producer.flush();
    // Whoever comes next under this id aborts what is left open, and so does its timeout.
    if (end !== 'commit') this.aborted.add(value);
    if (end !== 'open') transactions.end(end);
  }

  private producer(more: readonly (readonly [string, string])[]): ProducerClient {
    const properties = new Map([
      ['bootstrap.servers', bootstrap],
      ['retries', '2'],
      ['request.timeout.ms', '1000'],
      ['delivery.timeout.ms', '3000'],
      ['max.block.ms', '1000'],
      ...more,
    ]);
    const producer = ProducerClient.create(
      commandEnvironment(lab.session, ['test'], () => undefined),
      properties,
    );
    if ('thrown' in producer) throw new Error(producer.thrown.message ?? '');
    return producer;
  }

  check(view: StateView): void {
    const partition = view.partition(view.topic('t')!, 0)!;
    const logs = view.replicaLogs(partition);
    const leader = logs.get(partition.leader) ?? emptyLog(partition.leader);
    const mayHaveLost = [...history(view)].some(
      ({ record }) =>
        record.type === 'LogDirsLostRecord' || (record.type === 'PartitionChangeRecord' && record.unclean),
    );
    if (partition.leader !== noLeader) {
      const stays = this.watermark.leader === partition.leader && this.watermark.leaderEpoch === partition.leaderEpoch;
      if (stays && !mayHaveLost) expect(leader.highWatermark).toBeGreaterThanOrEqual(this.watermark.highWatermark);
      this.watermark = {
        leader: partition.leader,
        leaderEpoch: partition.leaderEpoch,
        highWatermark: leader.highWatermark,
      };
    }
    if (!mayHaveLost) {
      this.checkNothingLost(view, partition);
      this.checkInSyncLogs(view, partition);
    }
    this.checkHoles(view, partition);
    for (const record of readRecords(view, partition, 0, 'read_committed'))
      expect(this.aborted).not.toContain(Buffer.from(record.value!).toString());
  }

  /** Acknowledged with acks=all means: the leader has it, or while there is none, everybody who may lead. */
  private checkNothingLost(view: StateView, partition: Partition): void {
    const logs = view.replicaLogs(partition);
    const judges = partition.leader === noLeader ? [...partition.isr, ...partition.elr] : [partition.leader];
    for (const batch of ledgerBatches(view, view.topic(partition.topic)!)) {
      if (batch.partition !== partition.partition || batch.acks !== -1 || !batch.isAcknowledged) continue;
      for (const id of judges)
        expect(
          holds(logs.get(id) ?? emptyLog(id), batch.leaderEpoch, batch.lastOffset),
          `offset ${batch.lastOffset} on broker ${id}`,
        ).toBe(true);
    }
  }

  private checkInSyncLogs(view: StateView, partition: Partition): void {
    if (partition.leader === noLeader) return;
    const logs = view.replicaLogs(partition);
    const leader = logs.get(partition.leader) ?? emptyLog(partition.leader);
    for (const id of partition.isr)
      expect(commonEndOffset(leader, logs.get(id) ?? emptyLog(id)), `broker ${id}`).toBeGreaterThanOrEqual(
        leader.highWatermark,
      );
  }

  private checkHoles(view: StateView, partition: Partition): void {
    for (const log of view.replicaLogs(partition).values()) {
      let next = log.startOffset;
      for (const batch of batchesOf(view, partition, log)) {
        expect(batch.baseOffset).toBe(next);
        next = batch.lastOffset + 1;
      }
      expect(next).toBe(log.endOffset);
      expect(log.highWatermark).toBeLessThanOrEqual(log.endOffset);
    }
  }
}
