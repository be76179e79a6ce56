import { afterEach, expect, test } from 'vitest';
import { isAlive, isBroker, isController } from '../../src/model/liveness';
import { nextBrokerId, removeBroker } from '../../src/cluster/membership';
import { startNode } from '../../src/cluster/nodes';
import { provisionControllers } from '../../src/cluster/zookeeper/migration';
import { profiles } from '../../src/profiles/profiles';
import { newBrokerRecord } from '../../src/cluster/newNodes';
import { Lab } from './reassignment/lab';

let lab: Lab;
afterEach(() => lab.remove());

function add(extra: Readonly<Record<string, string>> = {}): number {
  return lab.session.change({ kind: 'command', words: ['test'] }, (turn) => {
    const id = nextBrokerId(turn);
    turn.emit(newBrokerRecord(turn, { 'log.dirs': '/disk/{id}' }, id, extra));
    startNode(turn, turn.node(id)!);
    return id;
  });
}

test.each(['2.8-zk', '4.3-kraft'] as const)(
  '%s: a broker joins with the next id, takes replicas, and leaves only without them',
  (profile) => {
    lab = new Lab(profile, 2);
    const id = add({ 'broker.rack': 'b' });
    lab.session.settle();
    expect(lab.session.read((view) => view.node(id))).toMatchObject({
      id: 3,
      port: 9094,
      rack: 'b',
      registered: true,
      properties: { 'log.dirs': '/disk/3' },
    });
    lab.create('t', [1, 2]);
    lab.reassign('t', [3, 1]);
    expect(lab.state('t')).toBe('3,1 isr 1,3 leader 1');
    lab.node(2, removeBroker);
    expect(
      lab.session.read((view) =>
        view
          .nodes()
          .filter(isAlive)
          .map((node) => node.id),
      ),
    ).toEqual([1, 3]);
    const refusal = lab.session.change({ kind: 'command', words: ['test'] }, (turn) =>
      removeBroker(turn, turn.node(3)!),
    );
    expect(refusal?.message).toBe('broker 3 has replicas of t-0: move them first with kafka-reassign-partitions');
    expect(add()).toBe(4);
  },
);

test.each(['3.9-zk', '3.9-kraft'] as const)("%s: brokers pass over the controllers' ids", (profile) => {
  lab = new Lab(profile, 150);
  expect(lab.session.read((view) => view.nodes().filter(isBroker).at(-1))).toMatchObject({ id: 249, port: 9340 });
  expect(add()).toBe(250);
  if (profile !== '3.9-zk') return;
  lab.session.change({ kind: 'command', words: ['test'] }, (turn) => provisionControllers(turn, profiles['3.9-kraft']));
  expect(lab.session.read((view) => view.nodes().filter(isController)).map(({ id }) => id)).toEqual([101, 102, 103]);
});
