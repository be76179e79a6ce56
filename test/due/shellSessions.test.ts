import { afterEach, expect, test } from 'vitest';
import { enterPhase } from '../../src/cluster/zookeeper/migration';
import { createZnode } from '../../src/cluster/zookeeper/znodeChanges';
import type { ProfileId } from '../../src/profiles/profile';
import { Lab } from '../cluster/reassignment/lab';

let lab: Lab;
afterEach(() => lab.remove());

/** An ephemeral znode of a zookeeper-shell that says nothing more. */
function leaveEphemeral(): void {
  lab.session.change({ kind: 'command', words: ['test'] }, (turn) =>
    createZnode(turn, {
      path: '/mine',
      data: null,
      isSequential: false,
      session: { id: undefined, expiresMs: turn.nowMs + 30_000 },
    }),
  );
}

const paths = () => lab.session.read((view) => view.userZnodes().map(({ path }) => path));

test.each(['3.9-zk', '3.9-kraft'] satisfies ProfileId[])(
  '%s: a znode goes with its session as long as ZooKeeper runs, also beside brokers that have gone over to KRaft',
  (profile) => {
    lab = new Lab(profile);
    if (profile === '3.9-kraft')
      lab.session.change({ kind: 'command', words: ['test'] }, (turn) => enterPhase(turn, 'brokers-in-kraft'));
    leaveEphemeral();
    lab.session.advance(29_999);
    expect(paths()).toEqual(['/mine']);
    lab.session.advance(1);
    expect(paths()).toEqual([]);
  },
);
