import { afterEach, describe, expect, test } from 'vitest';
import { incrementalAlterConfigs } from '../../../src/clients/admin/configs';
import { killNode, pauseNode, resumeNode, startNode, stopNode } from '../../../src/cluster/nodes';
import { readMetadataLog } from '../../../src/cluster/kraft/readMetadataLog';
import { history } from '../../../src/store/history';
import { Lab } from '../reassignment/lab';

let lab: Lab | undefined;
afterEach(() => lab?.remove());

function labOf(profile: '3.9-kraft' | '4.3-kraft'): Lab {
  lab = new Lab(profile, 3);
  return lab;
}

const topicT = { resourceType: 'topic', resourceName: 't' } as const;
const log = ({ session }: Lab) => session.read((view) => [...readMetadataLog(history(view))]);
const registrations = (lab: Lab) =>
  log(lab).filter(({ type, fields }) => type === 'RegisterBrokerRecord' && fields.brokerId === 1).length;

describe.each(['3.9-kraft', '4.3-kraft'] as const)('brokers of %s', (profile) => {
  test('a broker that starts again within its session waits for its end, then registers anew', () => {
    const lab = labOf(profile);
    lab.create('t', [1, 2, 3]);
    lab.node(1, killNode);
    lab.session.advance(2000);
    lab.node(1, startNode);
    lab.session.advance(6999);
    expect([lab.partition('t').leader, registrations(lab)]).toEqual([1, 1]);
    lab.session.advance(1);
    expect([lab.partition('t').leader, registrations(lab)]).toEqual([2, 2]);
  });

  test('a frozen broker that was fenced is unfenced by its heartbeat, without a new registration', () => {
    const lab = labOf(profile);
    lab.create('t', [1, 2, 3]);
    lab.node(1, pauseNode);
    lab.session.advance(20_000);
    lab.node(1, resumeNode);
    lab.session.advance(1000);
    expect([[...lab.partition('t').isr].sort(), registrations(lab)]).toEqual([[1, 2, 3], 1]);
  });

  test('a clean stop: shutdown is announced, leaders move, then the broker is fenced', () => {
    const lab = labOf(profile);
    lab.create('t', [1, 2, 3]);
    const before = log(lab).length;
    lab.node(1, stopNode);
    expect(
      log(lab)
        .slice(before)
        .map(({ type, fields }) => `${type} ${fields.fenced ?? ''}`.trim()),
    ).toEqual(['BrokerRegistrationChangeRecord 0', 'PartitionChangeRecord', 'BrokerRegistrationChangeRecord 1']);
  });

  test('a broker without leaders is fenced at once', () => {
    const lab = labOf(profile);
    lab.create('t', [1, 2, 3]);
    const before = log(lab).length;
    lab.node(3, stopNode);
    expect(
      log(lab)
        .slice(before)
        .map(({ type }) => type),
    ).toEqual(['PartitionChangeRecord', 'BrokerRegistrationChangeRecord']);
  });

  test('an unregistered broker that runs stays out until it starts again', () => {
    const lab = labOf(profile);
    lab.create('t', [1, 2, 3]);
    expect(lab.ask('UnregisterBroker', { brokerId: 1 }).errorCode).toBe('NONE');
    lab.session.advance(60_000);
    expect(lab.partition('t').isr).toEqual([2, 3]);
    expect(lab.ask('UnregisterBroker', { brokerId: 1 }).errorCode).toBe('BROKER_ID_NOT_REGISTERED');
    lab.node(1, killNode);
    lab.node(1, startNode);
    lab.session.advance(10_000);
    expect([...lab.partition('t').isr].sort()).toEqual([1, 2, 3]);
  });

  test('offsets of the metadata log grow, and a broker epoch is the offset of its registration', () => {
    const lab = labOf(profile);
    lab.create('t', [1, 2, 3]);
    for (const id of [1, 2]) {
      lab.session.advance(7300);
      lab.node(id, killNode);
      lab.session.advance(12_700);
      lab.node(id, startNode);
    }
    lab.node(101, killNode);
    lab.session.advance(30_000);
    const offsets = log(lab).map(({ offset }) => offset);
    expect(offsets).toEqual([...new Set(offsets)].sort((a, b) => a - b));
    for (const { type, offset, fields } of log(lab))
      if (type === 'RegisterBrokerRecord') expect(fields.brokerEpoch).toBe(offset);
  });
});

test('without ELR the last replica stays in the ISR of a partition that nobody leads', () => {
  const lab = labOf('3.9-kraft');
  lab.create('t', [1]);
  lab.node(1, stopNode);
  expect(lab.partition('t')).toMatchObject({ leader: -1, isr: [1], elr: [] });
});

test('with ELR it is eligible after a clean stop, and only known as the last leader after a crash', () => {
  const lab = labOf('4.3-kraft');
  lab.create('t', [1]);
  lab.node(1, stopNode);
  expect(lab.partition('t')).toMatchObject({ leader: -1, isr: [], elr: [1], lastKnownElr: [1] });
  lab.node(1, startNode);
  lab.session.advance(5000);
  expect(lab.partition('t')).toMatchObject({ leader: 1, isr: [1], elr: [], lastKnownElr: [], recovering: false });
  lab.node(1, killNode);
  lab.session.advance(10_000);
  lab.node(1, startNode);
  lab.session.advance(5000);
  expect(lab.partition('t')).toMatchObject({ leader: 1, isr: [1], elr: [], lastKnownElr: [] });
});

test('a change of min.insync.replicas clears the ELR', () => {
  const lab = labOf('4.3-kraft');
  lab.create('t', [1, 2]);
  const setMinIsr = (value: string) => incrementalAlterConfigs(lab.admin, topicT, [['min.insync.replicas', value]]);
  setMinIsr('2');
  lab.node(2, stopNode);
  expect(lab.partition('t').elr).toEqual([2]);
  setMinIsr('1');
  expect(lab.partition('t').elr).toEqual([]);
});

test('no more in-sync replicas are demanded than a topic has', () => {
  const lab = labOf('4.3-kraft');
  lab.create('t', [1]);
  incrementalAlterConfigs(lab.admin, topicT, [['min.insync.replicas', '3']]);
  lab.node(1, stopNode);
  lab.node(1, startNode);
  lab.session.advance(5000);
  expect(lab.partition('t')).toMatchObject({ leader: 1, elr: [] });
});
