import type { ShellCommand, ShellRelease } from './command';
import { ShellFailure } from './failures';
import { validPath } from './paths';
import { getAcl, get, getAllChildrenNumber, ls, ls2, stat } from './readCommands';
import { create, deleteAll, deleteOne, set } from './writeCommands';

const sync: ShellCommand = {
  usage: 'path',
  options: {},
  least: 2,
  run(shell, { args }) {
    shell.zooKeeper(validPath(args[1]!));
    shell.out('Sync is OK');
  },
};

const config: ShellCommand = {
  usage: '[-c] [-w] [-s]',
  options: { s: false, w: false, c: false },
  least: 1,
  run(shell) {
    shell.zooKeeper('/zookeeper/config');
    shell.out('');
  },
};

const listQuota: ShellCommand = {
  usage: 'path',
  options: {},
  least: 2,
  run(shell, { args }) {
    const path = validPath(args[1]!);
    shell.out(`absolute path is /zookeeper/quota${path}/zookeeper_limits`);
    shell.zooKeeper(path);
    throw new ShellFailure(`quota for ${path} does not exist.`);
  },
};

const removeWatches: ShellCommand = {
  usage: 'path [-c|-d|-a] [-l]',
  options: { c: false, d: false, a: false, l: false },
  least: 2,
  run(shell, { args }) {
    const path = validPath(args[1]!);
    shell.zooKeeper(path);
    if (!shell.unwatch(path)) throw new ShellFailure(`KeeperErrorCode = No such watcher for ${path}`);
  },
};

const close: ShellCommand = { usage: '', options: {}, least: 1, run: (shell) => shell.close() };

const version: ShellCommand = {
  usage: '',
  options: {},
  least: 1,
  run: (shell) =>
    shell.out('ZooKeeper CLI version: 3.8.4-9316c2a7a97e1666d8f4593f34dd6fc36ecc436c, built on 2024-02-12 22:16 UTC'),
};

const whoAmI: ShellCommand = {
  usage: '',
  options: {},
  least: 1,
  run(shell) {
    shell.zooKeeper('/');
    shell.out('Auth scheme: User');
    shell.out('ip: 127.0.0.1');
  },
};

/** What stands in the list of commands and is beyond the simulation: access control, quotas, other servers. */
const notSimulated = (usage: string): ShellCommand => ({
  usage,
  options: {},
  least: 1,
  takesAnything: true,
  run(_shell, { args }) {
    throw new ShellFailure(`kafka-lab: ${args[0]} is not simulated`);
  },
});

const shared: Readonly<Record<string, ShellCommand>> = {
  addauth: notSimulated('scheme auth'),
  close,
  config,
  create,
  delete: deleteOne,
  get,
  getAcl,
  listquota: listQuota,
  ls,
  reconfig: notSimulated(
    '[-s] [-v version] [[-file path] | [-members serverID=host:port1:port2;port3[,...]*]] | [-add ' +
      'serverId=host:port1:port2;port3[,...]]* [-remove serverId[,...]*]',
  ),
  removewatches: removeWatches,
  set,
  setAcl: notSimulated('[-s] [-v version] [-R] path acl'),
  stat,
  sync,
};

/** The shell of each ZooKeeper that a release of Kafka brings. */
export const shellReleases: Readonly<Record<'3.5' | '3.8', ShellRelease>> = {
  '3.5': {
    commands: {
      ...shared,
      deleteall: deleteAll({ hasBatches: false }),
      delquota: notSimulated('[-n|-b] path'),
      ls2,
      rmr: deleteAll({ hasBatches: false }),
      setquota: notSimulated('-n|-b val path'),
    },
    getShowsExceptions: true,
    endsListBeforeStat: false,
    logsExit: false,
    logsRefusedConnections: false,
    unresolvedReconnect: 'unexpected error, closing socket connection and attempting reconnect',
  },
  '3.8': {
    commands: {
      ...shared,
      addWatch: notSimulated(
        '[-m mode] path # optional mode is one of [PERSISTENT, PERSISTENT_RECURSIVE] - default is PERSISTENT_RECURSIVE',
      ),
      deleteall: deleteAll({ hasBatches: true }),
      delquota: notSimulated('[-n|-b|-N|-B] path'),
      getAllChildrenNumber,
      getEphemerals: {
        usage: 'path',
        options: {},
        least: 1,
        run: (shell, { args }) => shell.out(`[${shell.ephemerals(args[1] ?? '/').join(', ')}]`),
      },
      setquota: notSimulated('-n|-b|-N|-B val path'),
      version,
      whoami: whoAmI,
    },
    getShowsExceptions: false,
    endsListBeforeStat: true,
    logsExit: true,
    logsRefusedConnections: true,
    unresolvedReconnect: 'Closing socket connection. Attempting reconnect except it is a SessionExpiredException.',
  },
};
