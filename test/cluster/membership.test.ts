import { afterEach, expect, test } from 'vitest';
import { isAlive } from '../../src/model/liveness';
import { nextBrokerId, removeBroker } from '../../src/cluster/membership';
import { startNode } from '../../src/cluster/nodes';
import { newBrokerRecord } from '../../src/runtime/birthRecords';
import { Lab } from './reassignment/lab';

let lab: Lab;
afterEach(() => lab.remove());

function add(extra: Readonly<Record<string, string>> = {}): number {
  return lab.session.change({ kind: 'command', text: 'test' }, (turn) => {
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
    const refusal = lab.session.change({ kind: 'command', text: 'test' }, (turn) => removeBroker(turn, turn.node(3)!));
    expect(refusal?.message).toBe('broker 3 has replicas of t-0: move them first with kafka-reassign-partitions');
    expect(add()).toBe(4);
  },
);
