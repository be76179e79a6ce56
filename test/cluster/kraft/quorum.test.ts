import { afterEach, describe, expect, test } from 'vitest';
import { CommandNetwork } from '../../../src/broker/commandNetwork';
import { hasQuorum } from '../../../src/cluster/kraft/quorum';
import { killNode, pauseNode, resumeNode, startNode, stopNode } from '../../../src/cluster/nodes';
import type { ProfileId } from '../../../src/profiles/profile';
import type { ApiName, Request } from '../../../src/protocol/messages';
import { Lab } from '../reassignment/lab';

let lab: Lab | undefined;
afterEach(() => lab?.remove());

function quorumOf(profile: ProfileId): Lab {
  lab = new Lab(profile, 3);
  return lab;
}

/** "102 epoch 3", or "none epoch 3" while nobody leads with a majority. */
function leader({ session }: Lab): string {
  return session.read(
    (view) => `${hasQuorum(view) ? view.activeController().id : 'none'} epoch ${view.activeController().epoch}`,
  );
}

/** Whether a broker answers at once. */
function isAnswered<A extends ApiName>({ session }: Lab, port: number, apiKey: A, request: Request<A>): boolean {
  const broker = new CommandNetwork(session, { kind: 'command', words: ['test'] }).connect({ host: '', port });
  const options = { clientId: 'test', correlationId: 0, timeoutMs: 1000 };
  return broker?.send(apiKey, request, options, () => true).state === 'answered';
}

describe.each(['3.9-kraft', '4.3-kraft'] as const)('the quorum of %s', (profile) => {
  test('a leader that stops names its successor: one epoch, at once', () => {
    const lab = quorumOf(profile);
    lab.node(101, stopNode);
    expect(leader(lab)).toBe('102 epoch 2');
  });

  test('a killed leader is missed after the fetch timeout, and the followers split their first vote', () => {
    const lab = quorumOf(profile);
    lab.node(101, killNode);
    lab.session.advance(1999);
    expect(leader(lab)).toBe('none epoch 1');
    lab.session.advance(1);
    expect(leader(lab)).toMatch(/^10[23] epoch 3$/);
  });

  test('a voter that goes changes nothing while a majority stays', () => {
    const lab = quorumOf(profile);
    lab.node(103, killNode);
    lab.session.advance(60_000);
    expect(leader(lab)).toBe('101 epoch 1');
  });

  test('a leader keeps its office when its majority is back before it resigns, and loses it after', () => {
    const lab = quorumOf(profile);
    lab.node(102, killNode);
    lab.node(103, killNode);
    expect(leader(lab)).toBe('none epoch 1');
    lab.session.advance(2000);
    lab.node(102, startNode);
    expect(leader(lab)).toBe('101 epoch 1');
    lab.node(102, killNode);
    lab.session.advance(10_000);
    lab.node(102, startNode);
    lab.session.advance(5000);
    expect(leader(lab)).toMatch(/^101 epoch ([2-9])$/);
  });

  test('only a voter with all that was committed is elected', () => {
    const lab = quorumOf(profile);
    lab.node(101, stopNode);
    lab.session.advance(1000);
    lab.create('missed', [1, 2, 3]);
    lab.node(103, killNode);
    lab.node(102, killNode);
    lab.session.advance(10_000);
    lab.node(101, startNode);
    lab.node(103, startNode);
    lab.session.advance(10_000);
    expect(leader(lab)).toMatch(/^103 /);
  });

  test('a frozen leader is deposed and comes back as a follower', () => {
    const lab = quorumOf(profile);
    lab.node(101, pauseNode);
    lab.session.advance(5000);
    expect(leader(lab)).toMatch(/^10[23] epoch 3$/);
    const before = leader(lab);
    lab.node(101, resumeNode);
    lab.session.advance(5000);
    expect(leader(lab)).toBe(before);
  });

  test(
    'without a majority no metadata changes: no session ends, no ISR grows; reads are answered by a leader that ' +
      'lives',
    () => {
      const lab = quorumOf(profile);
      lab.create('t', [1, 2, 3]);
      lab.node(2, stopNode);
      lab.node(102, killNode);
      lab.node(103, killNode);
      lab.node(1, killNode);
      lab.session.advance(60_000);
      expect(lab.partition('t')).toMatchObject({ leader: 1, isr: [1, 3] });
      const isRead = () => isAnswered(lab, 9094, 'ListPartitionReassignments', {});
      expect([isAnswered(lab, 9094, 'CreateTopics', { topics: [] }), isRead()]).toEqual([false, true]);
      lab.node(101, killNode);
      expect(isRead()).toBe(false);
    },
  );

  test('a new active controller gives every broker a fresh session', () => {
    const lab = quorumOf(profile);
    lab.create('t', [1, 2, 3]);
    lab.node(1, killNode);
    lab.session.advance(5000);
    lab.node(101, killNode);
    lab.session.advance(10_999);
    expect(lab.partition('t').leader).toBe(1);
    lab.session.advance(1);
    expect(lab.partition('t').leader).toBe(2);
  });
});

test('before pre-vote, a voter without a majority raises the epoch with every vote for itself', () => {
  const epochAfterLonelyMinute = (profile: ProfileId) => {
    const lab = quorumOf(profile);
    lab.node(101, killNode);
    lab.node(102, killNode);
    lab.session.advance(60_000);
    lab.node(101, startNode);
    lab.session.advance(5000);
    const { epoch } = lab.session.read((view) => view.activeController());
    lab.remove();
    return epoch;
  };
  expect(epochAfterLonelyMinute('4.3-kraft')).toBe(2);
  expect(epochAfterLonelyMinute('3.9-kraft')).toBeGreaterThan(20);
  lab = undefined;
});
