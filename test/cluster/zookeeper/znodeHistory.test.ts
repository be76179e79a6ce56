import { describe, expect, test } from 'vitest';
import type { ClusterRecord, LoggedRecord, RecordType } from '../../../src/model/records';
import type { ClusterView } from '../../../src/model/turn';
import { configZnodes, znodeWrites } from '../../../src/cluster/zookeeper/znodeHistory';
import { childrenEverMade, znodeStat } from '../../../src/cluster/zookeeper/znodeStat';

/** A view that knows its log and nothing else; each inner list is what one cause led to. */
function viewOf(...causes: readonly (readonly ClusterRecord[])[]): ClusterView {
  const log: LoggedRecord[] = causes
    .flatMap((records, cause) => records.map((record) => ({ record, cause, offset: 0, timeMs: cause * 1000 })))
    .map((logged, offset) => ({ ...logged, offset }));
  return {
    history: (types: readonly RecordType[]) => log.filter(({ record }) => types.includes(record.type)),
  } as unknown as ClusterView;
}

const node = (id: number): ClusterRecord => ({
  type: 'RegisterNodeRecord',
  id,
  role: 'broker',
  host: 'localhost',
  port: 9091 + id,
  rack: null,
  properties: {},
});
const up = (id: number): ClusterRecord => ({ type: 'NodeProcessRecord', id, process: 'running', sinceMs: 0 });
const registered = (brokerId: number): ClusterRecord => ({
  type: 'RegisterBrokerRecord',
  brokerId,
  brokerEpoch: 0,
  fenced: false,
});
const controller = (controllerId: number, epoch: number): ClusterRecord => ({
  type: 'ControllerChangeRecord',
  controllerId,
  epoch,
  sinceMs: epoch,
});
const topic: ClusterRecord = { type: 'TopicRecord', topicId: 'id', name: 't' };
const config = (name: string, value: string | null): ClusterRecord => ({
  type: 'ConfigRecord',
  resourceType: 'topic',
  resourceName: 't',
  name,
  value,
});
const born = [node(1), up(1), registered(1), controller(1, 1)];
const leaf = { data: 'x', children: () => [] };

describe('what a log of records was for ZooKeeper', () => {
  test('the first broker registers with zxid 0x19 and is elected with 0x1b, as in a real cluster', () => {
    const view = viewOf(born);
    expect(znodeStat(view, '/brokers/ids/1', leaf)).toMatchObject({
      czxid: 0x19,
      mzxid: 0x19,
      pzxid: 0x19,
      version: 1,
      ephemeralOwner: '100003ab49e0000',
    });
    expect(znodeStat(view, '/controller', leaf)).toMatchObject({
      czxid: 0x1b,
      version: 0,
      ephemeralOwner: '100003ab49e0000',
    });
    expect(znodeStat(view, '/controller_epoch', leaf)).toMatchObject({
      czxid: 0x1a,
      mzxid: 0x1b,
      version: 1,
      ephemeralOwner: '0',
    });
  });

  test('an ephemeral znode goes with its session, and the next one has another owner', () => {
    const view = viewOf(born, [{ type: 'UnregisterBrokerRecord', brokerId: 1 }], [registered(1), controller(1, 2)]);
    const writes = [...znodeWrites(view, false)].filter(({ path }) => path === '/controller').map(({ kind }) => kind);
    expect(writes).toEqual(['create', 'delete', 'create']);
    expect(znodeStat(view, '/controller', leaf).ephemeralOwner).toBe('100003ab49e0001');
  });

  test(
    'configurations of a new topic are part of its creation; later ones of one request are one write and one ' +
      'notification',
    () => {
      const view = viewOf(born, [topic, config('a', '1')], [config('a', '2'), config('b', '3')]);
      expect(znodeStat(view, '/config/topics/t', leaf).version).toBe(1);
      expect([...configZnodes(view).notifications]).toEqual([['/config/changes/config_change_0000000000', 'topics/t']]);
    },
  );

  test('notifications older than a quarter of an hour go when the next one comes', () => {
    const quarterMs = 15 * 60;
    const causes = Array.from({ length: quarterMs + 2 }, () => [] as ClusterRecord[]);
    causes[0] = [...born, topic];
    const view = viewOf(...causes, [config('a', '2')], ...causes.slice(1).map(() => []), [config('a', '3')]);
    expect([...configZnodes(view).notifications.keys()]).toEqual(['/config/changes/config_change_0000000001']);
  });

  test(
    "a parent's child version counts children that came and went; the next sequential one is numbered by those " +
      'that came',
    () => {
      const create = (path: string): ClusterRecord => ({
        type: 'ZnodeRecord',
        change: 'create',
        path,
        data: null,
        session: null,
      });
      const view = viewOf(
        born,
        [create('/a')],
        [create('/a/b')],
        [create('/a/c')],
        [{ type: 'ZnodeRecord', change: 'delete', path: '/a/b' }],
      );
      expect(znodeStat(view, '/a', leaf)).toMatchObject({ cversion: 3, version: 0 });
      expect(childrenEverMade(view, '/a')).toBe(2);
    },
  );
});
