import { describe, expect, test } from 'vitest';
import type { Disks } from '../../../src/broker/disks';
import { newController } from '../../../src/tools/metadata-quorum/newController';

const disks = {
  metaProperties: (directory: string) =>
    directory === '/data'
      ? { clusterId: 'c', directoryId: 'DwrnKl80gj82EjXJ4hyMvw', nodeId: 101, version: 1 }
      : undefined,
} as Disks;
const file = {
  'node.id': '101',
  'process.roles': 'broker,controller',
  'log.dirs': '/data,/more',
  listeners: 'PLAINTEXT://localhost:9092,CONTROLLER://:19092,EXTRA://[::1]:19093',
  'controller.listener.names': 'CONTROLLER,extra',
};
const read = (changed: Readonly<Record<string, string | undefined>> = {}) =>
  newController(
    new Map(Object.entries({ ...file, ...changed }).filter((each): each is [string, string] => each[1] !== undefined)),
    disks,
  );

describe('the controller that a file describes', () => {
  test('has the id of its directory and the listeners for controllers, as it advertises them', () => {
    expect(read()).toEqual({
      id: 101,
      directoryId: 'DwrnKl80gj82EjXJ4hyMvw',
      listeners: [
        { name: 'CONTROLLER', host: 'localhost', port: 19092 },
        { name: 'EXTRA', host: '::1', port: 19093 },
      ],
    });
    expect(read({ 'advertised.listeners': 'CONTROLLER://here:1' }).listeners[0]).toEqual({
      name: 'CONTROLLER',
      host: 'here',
      port: 1,
    });
  });

  test.each([
    [{ 'node.id': undefined }, /^node\.id not found/],
    [{ 'node.id': '-1' }, /^node\.id was negative/],
    [{ 'process.roles': 'broker' }, /^process\.roles did not contain 'controller'/],
    [{ 'log.dirs': undefined }, /^Neither metadata\.log\.dir nor log\.dirs were found/],
    [{ 'log.dirs': '/none' }, /^Unable to read meta\.properties from \/none$/],
    [{ 'controller.listener.names': undefined }, /^controller\.listener\.names was not found/],
    [{ 'controller.listener.names': 'OTHER' }, /listener name: OTHER$/],
  ])('%j is refused', (changed, message) => {
    expect(() => read(changed)).toThrow(message);
  });
});
