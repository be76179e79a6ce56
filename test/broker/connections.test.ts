import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Brokers, type Answer } from '../../src/broker/brokers';
import { killNode, pauseNode, resumeNode } from '../../src/cluster/nodes';
import type { ApiName, Request, Response } from '../../src/protocol/messages';
import { encodeBatch } from '../../src/protocol/recordBatch';
import { BatchBuilder } from '../../src/protocol/records';
import { Lab } from '../cluster/reassignment/lab';

let lab: Lab;
let brokers: Brokers;
beforeEach(() => {
  lab = new Lab('4.3-kraft', 3);
  brokers = new Brokers(lab.session, { kind: 'command', words: ['a socket'] });
  lab.create('t', [1, 2, 3]);
});
afterEach(() => lab.remove());

/** One connection to a broker, as a server would hold it for a socket: it answers now, or says until when it waits. */
class Socket {
  private readonly connection;

  constructor(port: number) {
    this.connection = brokers.connect({ host: 'localhost', port })!;
  }

  send<A extends ApiName>(apiKey: A, request: Request<A>, apiVersion = 9): Answer<Response<A>> {
    const deadlineMs = lab.session.view.nowMs + 60_000;
    const header = { apiKey, apiVersion, clientId: 'socket', correlationId: 7, deadlineMs };
    return brokers.answer(this.connection, header, request, (response) => response);
  }
}

function produce(value: string, acks: -1 | 0 | 1, timeoutMs = 30_000): Request<'Produce'> {
  const builder = new BatchBuilder(1024);
  builder.add(lab.session.view.nowMs, null, Buffer.from(value));
  const { baseTimestampMs, maxTimestampMs } = builder;
  const nobody = { producerId: -1, producerEpoch: -1, baseSequence: -1 };
  const records = encodeBatch({
    baseOffset: 0,
    lastOffset: 0,
    leaderEpoch: -1,
    compression: 0,
    isTransactional: false,
    isControl: false,
    baseTimestampMs,
    maxTimestampMs,
    ...nobody,
    recordCount: 1,
    records: builder.records(),
  });
  return { acks, timeoutMs, topicData: [{ name: 't', partitionData: [{ index: 0, records }] }] };
}

const fetchFrom = (fetchOffset: number, maxWaitMs: number): Request<'Fetch'> => ({
  maxWaitMs,
  minBytes: 1,
  topics: [{ topic: 't', partitions: [{ partition: 0, fetchOffset, partitionMaxBytes: 1 << 20 }] }],
});

function waiting<T>(answer: Answer<T>): Extract<Answer<T>, { kind: 'waiting' }> {
  if (answer.kind !== 'waiting') throw new Error(`it does not wait: ${answer.kind}`);
  return answer;
}

function response<T>(answer: Answer<T>): T {
  if (answer.kind !== 'response') throw new Error(`no response: ${answer.kind}`);
  return answer.value;
}

const slowFollower = (broker: number, isSlow: boolean) =>
  lab.session.change({ kind: 'command', words: ['fault'] }, (turn) =>
    turn.emit({
      type: 'FaultRecord',
      kind: 'slow-follower',
      target: String(broker),
      sinceMs: isSlow ? turn.nowMs : null,
    }),
  );

describe('two connections in one process', () => {
  test(
    'one waits with acks=all for a slow follower while the other describes the topic; it is answered when the ISR ' +
      'has it',
    () => {
      slowFollower(2, true);
      const writer = new Socket(9092);
      const reader = new Socket(9093);
      const held = waiting(writer.send('Produce', produce('one', -1)));
      expect(lab.session.read(held.isReady)).toBe(false);

      const described = response(reader.send('DescribeTopicPartitions', { topics: [{ name: 't' }] }));
      expect([...described.topics].map(({ partitions }) => partitions[0]!.isrNodes)).toEqual(['1,2,3']);
      expect(response(reader.send('ListOffsets', latest())).topics[0]!.partitions[0]!.errorCode).toBe(
        'NOT_LEADER_OR_FOLLOWER',
      );

      // The leader drops the follower after replica.lag.time.max.ms: then the ISR has the record.
      expect(lab.session.advanceUntil(held.isReady, 60_000)).toBe(true);
      const [answered] = response(held.resume()).responses;
      expect(answered?.partitionResponses[0]).toMatchObject({ errorCode: 'NONE', baseOffset: 0 });
      expect(lab.partition('t').isr).toEqual([1, 3]);
      expect(acknowledged()).toEqual([0]);
    },
  );

  test('a producer whose time is over hears so, and nothing was acknowledged', () => {
    slowFollower(2, true);
    const held = waiting(new Socket(9092).send('Produce', produce('one', -1, 1000)));
    lab.session.advance(1000);
    expect(held.untilMs).toBe(lab.session.view.nowMs);
    const [answered] = response(held.resume()).responses;
    expect(answered?.partitionResponses[0]?.errorCode).toBe('REQUEST_TIMED_OUT');
    expect(acknowledged()).toEqual([]);
  });

  test('a fetch waits for bytes, and is answered by the produce that brings them', () => {
    const held = waiting(new Socket(9092).send('Fetch', fetchFrom(0, 500)));
    expect(lab.session.read(held.isReady)).toBe(false);
    response(new Socket(9092).send('Produce', produce('one', 1)));
    expect(lab.session.read(held.isReady)).toBe(true);
    const [topic] = response(held.resume()).responses;
    expect(topic?.partitions[0]?.records?.length).toBeGreaterThan(61);
  });

  test('a fetch without bytes is answered when its time is over', () => {
    const held = waiting(new Socket(9092).send('Fetch', fetchFrom(0, 500)));
    lab.session.advance(500);
    expect(response(held.resume()).responses[0]?.partitions[0]).toMatchObject({ errorCode: 'NONE', highWatermark: 0 });
  });

  test(
    'a frozen broker says nothing until it runs again; a dead one closes the connection, and nobody listens ' + 'there',
    () => {
      const socket = new Socket(9092);
      lab.node(1, pauseNode);
      const held = waiting(socket.send('Metadata', { topics: null }));
      expect(lab.session.read(held.isReady)).toBe(false);
      lab.node(1, resumeNode);
      expect(lab.session.read(held.isReady)).toBe(true);
      expect(response(held.resume()).brokers.map(({ nodeId }) => nodeId)).toEqual([1, 2, 3]);
      lab.node(1, killNode);
      expect(socket.send('Metadata', { topics: null }).kind).toBe('closed');
      expect(brokers.connect({ host: 'localhost', port: 9092 })).toBeUndefined();
    },
  );

  test('without a controller a change is held until there is one again', () => {
    const controllers = lab.session.read((view) => view.nodes().filter(({ role }) => role === 'controller'));
    for (const { id } of controllers.slice(0, 2)) lab.node(id, pauseNode);
    lab.session.advance(5000);
    const held = waiting(new Socket(9092).send('CreateTopics', newTopic('u')));
    for (const { id } of controllers.slice(0, 2)) lab.node(id, resumeNode);
    expect(lab.session.advanceUntil(held.isReady, 30_000)).toBe(true);
    expect(response(held.resume()).topics[0]).toMatchObject({ name: 'u', errorCode: 'NONE' });
  });

  test('what is only validated is not made', () => {
    const socket = new Socket(9092);
    const before = lab.session.read((view) => view.countRecords(new Set(['TopicRecord']), view.nowMs));
    expect(response(socket.send('CreateTopics', { ...newTopic('u'), validateOnly: true })).topics[0]?.errorCode).toBe(
      'NONE',
    );
    expect(lab.session.read((view) => view.topic('u'))).toBeUndefined();
    expect(lab.session.read((view) => view.countRecords(new Set(['TopicRecord']), view.nowMs))).toBe(before);
    expect(response(socket.send('CreateTopics', newTopic('u'))).topics[0]?.errorCode).toBe('NONE');
  });

  test("a controller's listener does not know what only brokers answer", () => {
    const port = lab.session.read((view) => view.nodes().find(({ role }) => role === 'controller')!.port);
    expect(new Socket(port).send('Metadata', { topics: null }).kind).toBe('unsupported');
    const described = response(
      new Socket(port).send('DescribeCluster', { endpointType: 'broker', includeFencedBrokers: false }),
    );
    expect(described.errorCode).toBe('MISMATCHED_ENDPOINT_TYPE');
  });
});

describe('a group through its connections', () => {
  const join = (memberId: string): Request<'JoinGroup'> => ({
    groupId: 'g',
    memberId,
    sessionTimeoutMs: 45_000,
    rebalanceTimeoutMs: 300_000,
    protocolType: 'consumer',
    protocols: [{ name: 'range', metadata: Buffer.from([0, 0, 0, 0, 0, 0]) }],
  });

  function coordinator(): Socket {
    const request = { keyType: 'group', coordinatorKeys: ['g'] } as const;
    new Socket(9092).send('FindCoordinator', request);
    return new Socket(response(new Socket(9092).send('FindCoordinator', request)).coordinators[0]!.port);
  }

  test('a new member is told its id first, and the second one waits for the first to join again', () => {
    const socket = coordinator();
    const { memberId: first, errorCode } = response(socket.send('JoinGroup', join('')));
    expect(errorCode).toBe('MEMBER_ID_REQUIRED');
    const alone = response(socket.send('JoinGroup', join(first)));
    expect(alone).toMatchObject({ errorCode: 'NONE', generationId: 1, leader: first });
    expect(response(socket.send('SyncGroup', sync(first, 1))).errorCode).toBe('NONE');

    const second = response(socket.send('JoinGroup', join(''))).memberId;
    const held = waiting(socket.send('JoinGroup', join(second)));
    expect(lab.session.read(held.isReady)).toBe(false);
    expect(response(socket.send('Heartbeat', beat(first, 1))).errorCode).toBe('REBALANCE_IN_PROGRESS');
    expect(response(socket.send('JoinGroup', join(first)))).toMatchObject({ generationId: 2, leader: first });
    expect(response(held.resume())).toMatchObject({ errorCode: 'NONE', generationId: 2, leader: first, members: [] });

    // The follower is answered once the leader has brought the assignments.
    const following = waiting(socket.send('SyncGroup', sync(second, 2)));
    expect(lab.session.read(following.isReady)).toBe(false);
    expect(response(socket.send('SyncGroup', sync(first, 2))).errorCode).toBe('NONE');
    expect(response(following.resume()).errorCode).toBe('NONE');
    expect(response(socket.send('Heartbeat', beat(second, 2))).errorCode).toBe('NONE');
    expect(response(socket.send('Heartbeat', beat(second, 1))).errorCode).toBe('ILLEGAL_GENERATION');
  });

  test('who hears late that its generation is there does not end the making of the next one', () => {
    const socket = coordinator();
    const first = response(socket.send('JoinGroup', join(''))).memberId;
    response(socket.send('JoinGroup', join(first)));
    response(socket.send('SyncGroup', sync(first, 1)));
    const second = response(socket.send('JoinGroup', join(''))).memberId;
    const held = waiting(socket.send('JoinGroup', join(second)));
    response(socket.send('JoinGroup', join(first)));
    response(socket.send('SyncGroup', sync(first, 2)));
    const next = waiting(socket.send('JoinGroup', join(first)));
    expect(response(held.resume()).errorCode).toBe('REBALANCE_IN_PROGRESS');
    expect(lab.session.read(next.isReady)).toBe(false);
    expect(response(socket.send('JoinGroup', join(second)))).toMatchObject({ generationId: 3, leader: first });
  });

  test('a member that does not join again is out when its time is over', () => {
    const socket = coordinator();
    const first = response(socket.send('JoinGroup', join(''))).memberId;
    response(socket.send('JoinGroup', join(first)));
    response(socket.send('SyncGroup', sync(first, 1)));
    const second = response(socket.send('JoinGroup', join(''))).memberId;
    const held = waiting(socket.send('JoinGroup', join(second)));
    lab.session.advance(45_000);
    expect(response(held.resume())).toMatchObject({ errorCode: 'NONE', generationId: 2, leader: second });
    expect(response(socket.send('Heartbeat', beat(first, 1))).errorCode).toBe('UNKNOWN_MEMBER_ID');
  });

  test('another broker than the coordinator answers for no group', () => {
    const request = { keyType: 'group', coordinatorKeys: ['g'] } as const;
    coordinator();
    const { port } = response(new Socket(9092).send('FindCoordinator', request)).coordinators[0]!;
    const other = [9092, 9093, 9094].find((each) => each !== port)!;
    expect(response(new Socket(other).send('JoinGroup', join(''))).errorCode).toBe('NOT_COORDINATOR');
  });

  const sync = (memberId: string, generationId: number): Request<'SyncGroup'> => ({
    groupId: 'g',
    generationId,
    memberId,
    assignments: [],
  });
  const beat = (memberId: string, generationId: number): Request<'Heartbeat'> => ({
    groupId: 'g',
    generationId,
    memberId,
  });
});

function latest(): Request<'ListOffsets'> {
  const topics = [{ name: 't', partitions: [{ partitionIndex: 0, timestamp: -1 }] }];
  return { replicaId: -1, isolationLevel: 'read_uncommitted', topics };
}

function newTopic(name: string): Request<'CreateTopics'> {
  return { topics: [{ name, numPartitions: 1, replicationFactor: 1, assignments: [], configs: [] }] };
}

/** Offsets of t-0 that a producer was told are safe. */
function acknowledged(): readonly number[] {
  return lab.session.read((view) =>
    [...view.history(['AcknowledgeRecord'])].flatMap(({ record }) =>
      record.type === 'AcknowledgeRecord' ? [record.baseOffset] : [],
    ),
  );
}
