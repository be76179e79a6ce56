import { afterEach, beforeEach, expect, test } from 'vitest';
import { Brokers, type Answer } from '../../src/broker/brokers';
import type { ApiName, Request, Response } from '../../src/protocol/messages';
import { encodeSubscription } from '../../src/protocol/consumerProtocol';
import { Lab } from '../cluster/reassignment/lab';

let lab: Lab;
let brokers: Brokers;
beforeEach(() => {
  lab = new Lab('4.3-kraft', 3);
  brokers = new Brokers(lab.session, { kind: 'command', words: ['a test'] });
  lab.create('t', [1, 2, 3]);
});
afterEach(() => lab.remove());

function answer<A extends ApiName>(apiKey: A, request: Request<A>, port = 9092): Answer<Response<A>> {
  const connection = brokers.connect({ host: 'localhost', port })!;
  const deadlineMs = lab.session.view.nowMs + 60_000;
  return brokers.answer(
    connection,
    { apiKey, apiVersion: 9, clientId: 'c', correlationId: 1, deadlineMs },
    request,
    (r) => r,
  );
}

/** Asks the group's coordinator; what waits for nothing goes on at once. */
function ask<A extends ApiName>(apiKey: A, request: Request<A>): Response<A> {
  const find = () => answer('FindCoordinator', { keyType: 'group', coordinatorKeys: ['g'] });
  find();
  const found = find();
  if (found.kind !== 'response') throw new Error('no coordinator');
  let given = answer(apiKey, request, found.value.coordinators[0]!.port);
  if (given.kind === 'waiting' && lab.session.read(given.isReady)) given = given.resume();
  if (given.kind !== 'response') throw new Error(`${apiKey} waits`);
  return given.value;
}

const join = (memberId: string, groupInstanceId: string | null = null, protocols = ['range']) => {
  const said = { topics: ['t'], userData: null, ownedPartitions: [], generation: null };
  return ask('JoinGroup', {
    groupId: 'g',
    memberId,
    groupInstanceId,
    sessionTimeoutMs: 10_000,
    rebalanceTimeoutMs: 60_000,
    protocolType: 'consumer',
    protocols: protocols.map((name) => ({ name, metadata: encodeSubscription(said, 3) })),
  });
};
const sync = (memberId: string, generationId: number, groupInstanceId: string | null = null) =>
  ask('SyncGroup', {
    groupId: 'g',
    generationId,
    memberId,
    groupInstanceId,
    assignments: [{ memberId, assignment: Uint8Array.of(0, 3, 0, 0, 0, 0, 255, 255, 255, 255) }],
  });
const beat = (memberId: string, generationId: number, groupInstanceId: string | null = null) =>
  ask('Heartbeat', { groupId: 'g', generationId, memberId, groupInstanceId }).errorCode;
const state = () => ask('DescribeGroups', { groups: ['g'] }).groups[0]!;

function settledMember(): string {
  const { memberId } = join('');
  join(memberId);
  sync(memberId, 1);
  return memberId;
}

test('a member that is not heard for its session is out, one that is heard stays', () => {
  const member = settledMember();
  for (let round = 0; round < 5; round++) {
    lab.session.advance(8_000);
    expect(beat(member, 1)).toBe('NONE');
  }
  lab.session.advance(9_999);
  expect(state()).toMatchObject({ groupState: 'Stable', members: [{ memberId: member }] });
  lab.session.advance(1);
  expect(state()).toMatchObject({ groupState: 'Empty', members: [] });
  expect(beat(member, 1)).toBe('UNKNOWN_MEMBER_ID');
});

test('a member in the process that lets time pass is heard meanwhile', () => {
  const member = settledMember();
  lab.session.noteClient(member, true);
  lab.session.advance(3_600_000);
  expect(state().groupState).toBe('Stable');
  lab.session.noteClient(member, false);
  lab.session.advance(10_000);
  expect(state().groupState).toBe('Empty');
});

test('a static member comes back to its place, and its predecessor is fenced', () => {
  const { memberId: first, generationId } = join('', 'here');
  expect(first).toMatch(/^here-/);
  expect(generationId).toBe(1);
  const assigned = sync(first, 1, 'here').assignment;
  const second = join('', 'here');
  expect(second).toMatchObject({ errorCode: 'NONE', generationId: 1, members: [] });
  expect(second.memberId).not.toBe(first);
  expect(sync(second.memberId, 1, 'here').assignment).toEqual(assigned);
  expect(beat(first, 1, 'here')).toBe('FENCED_INSTANCE_ID');
  expect(join(first, 'here').errorCode).toBe('FENCED_INSTANCE_ID');
  expect(state().members).toMatchObject([{ memberId: second.memberId, groupInstanceId: 'here' }]);
});

test('who offers no assignor that the others know is refused', () => {
  settledMember();
  const { memberId } = join('', null, ['sticky']);
  expect(join(memberId, null, ['sticky']).errorCode).toBe('INCONSISTENT_GROUP_PROTOCOL');
  expect(join(memberId, null, []).errorCode).toBe('INCONSISTENT_GROUP_PROTOCOL');
});
