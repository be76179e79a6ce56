import type { ZnodeStat } from '../../cluster/zookeeper/znodeStat';
import { pathProblem } from '../../cluster/zookeeper/znodePaths';
import { javaDateText } from '../../jvm/dates';
import { parseJavaInt, parseJavaLong } from '../../jvm/numbers';
import type { CommonsOptions } from '../../parsing/commonsCli';
import { refusal, ShellCrash, ShellFailure } from './failures';
import type { Shell } from './shell';

/** A parsed command line: options by letter, and what is left, the command's name first. */
export interface ShellCommandLine {
  readonly options: ReadonlyMap<string, string>;
  readonly args: readonly string[];
}

export interface ShellCommand {
  /** As the list of commands shows it. */
  readonly usage: string;
  readonly options: CommonsOptions;
  /** Fewer arguments than these (the name counts) show the usage. */
  readonly least: number;
  /** "ls path watch" of older shells: what is said, and that the third word stands for -w. */
  readonly olderForm?: 'watch' | 'version';
  /** Its options are not read. */
  readonly takesAnything?: true;
  run(shell: Shell, line: ShellCommandLine): void;
}

type Release = '3.5' | '3.8';

const stat: ShellCommand = {
  usage: '[-w] path',
  options: { w: false },
  least: 2,
  olderForm: 'watch',
  run(shell, { options, args }) {
    const path = validPath(args[1]!);
    const found = shell.zooKeeper(path).stat(path);
    if (options.has('w')) shell.watch(path, 'data');
    if (!found) throw refusal('NoNode', path);
    printStat(shell, found);
  },
};

const get: ShellCommand = {
  usage: '[-s] [-w] path',
  options: { s: false, w: false },
  least: 2,
  olderForm: 'watch',
  run(shell, { options, args }) {
    const path = validPath(args[1]!);
    const znode = shell.zooKeeper(path, 'get').read(path);
    // 3.5 hands out the exception itself where later releases have words for it.
    if (!znode) throw shell.release === '3.5' ? new ShellFailure(`org.apache.zookeeper.KeeperException$NoNodeException: KeeperErrorCode = NoNode for ${path}`) : refusal('NoNode', path);
    if (options.has('w')) shell.watch(path, 'data');
    shell.out(znode.data ?? 'null');
    if (options.has('s')) printStat(shell, shell.zooKeeper(path).stat(path)!);
  },
};

const ls: ShellCommand = {
  usage: '[-s] [-w] [-R] path',
  options: { '?': false, s: false, w: false, R: false },
  least: 2,
  olderForm: 'watch',
  run(shell, { options, args }) {
    const path = validPath(args[1]!);
    const znode = shell.zooKeeper(path).read(path);
    if (!znode) throw refusal('NoNode', path);
    if (options.has('w')) shell.watch(path, 'children');
    if (options.has('R')) {
      shell.out(path);
      printTree(shell, path, znode.children);
    } else if (!options.has('s')) {
      shell.out(`[${znode.children.join(', ')}]`);
    } else {
      // 3.5 forgets the line end before the stat and prints it after.
      const separator = shell.release === '3.5' ? '' : '\n';
      shell.write(`[${znode.children.join(', ')}]${separator}`);
      printStat(shell, shell.zooKeeper(path).stat(path)!);
      if (separator === '') shell.out('');
    }
  },
};

const ls2: ShellCommand = {
  usage: 'path [watch]',
  options: {},
  least: 2,
  run(shell, { args }) {
    shell.err("'ls2' has been deprecated. Please use 'ls [-s] path' instead.");
    const path = validPath(args[1]!);
    const znode = shell.zooKeeper(path).read(path);
    if (!znode) throw refusal('NoNode', path);
    if (args.length > 2) shell.watch(path, 'children');
    shell.out(`[${znode.children.join(', ')}]`);
    printStat(shell, shell.zooKeeper(path).stat(path)!);
  },
};

const create: ShellCommand = {
  usage: '[-s] [-e] [-c] [-t ttl] path [data] [acl]',
  options: { e: false, s: false, c: false, t: true },
  least: 2,
  run(shell, { options, args }) {
    const [isEphemeral, isSequential, isContainer, ttl] = [options.has('e'), options.has('s'), options.has('c'), options.get('t')];
    if (isContainer && (isEphemeral || isSequential)) throw new ShellFailure('-c cannot be combined with -s or -e. Containers cannot be ephemeral or sequential.');
    if (ttl !== undefined && parseJavaLong(ttl).kind === 'error') throw new ShellFailure('-t argument must be a long value');
    if (ttl !== undefined && isEphemeral) throw new ShellFailure('TTLs cannot be used with Ephemeral znodes');
    if (ttl !== undefined && isContainer) throw new ShellFailure('TTLs cannot be used with Container znodes');
    const path = args[1]!;
    const problem = pathProblem(isSequential ? `${path}1` : path);
    if (problem !== undefined) throw new ShellFailure(problem);
    const client = shell.zooKeeper(path);
    // The server takes no TTLs unless it is told to (zookeeper.extendedTypesEnabled).
    if (ttl !== undefined) throw new ShellFailure(`KeeperErrorCode = Unimplemented for ${path}`);
    const outcome = client.create({ path, data: args[2] ?? null, isSequential, isEphemeral });
    if ('failed' in outcome) throw refusal(outcome.failed, path);
    shell.err(`Created ${outcome.ok}`);
  },
};

const set: ShellCommand = {
  usage: '[-s] [-v version] path data',
  options: { s: false, v: true },
  least: 3,
  run(shell, { options, args }) {
    const version = versionOf(options);
    const path = validPath(args[1]!);
    const client = shell.zooKeeper(path);
    const outcome = client.set(path, args[2]!, version);
    if ('failed' in outcome) throw refusal(outcome.failed, path);
    if (options.has('s')) printStat(shell, client.stat(path)!);
  },
};

const deleteOne: ShellCommand = {
  usage: '[-v version] path',
  options: { v: true },
  least: 2,
  olderForm: 'version',
  run(shell, { options, args }) {
    const version = versionOf(options);
    const path = validPath(args[1]!);
    const outcome = shell.zooKeeper(path).delete(path, version);
    if ('failed' in outcome) throw refusal(outcome.failed, path);
  },
};

const deleteAll = (release: Release): ShellCommand => ({
  usage: release === '3.5' ? 'path' : 'path [-b batch size]',
  options: release === '3.5' ? {} : { b: true },
  least: 2,
  run(shell, { options, args }) {
    const batch = options.get('b');
    if (batch !== undefined && parseJavaInt(batch).kind === 'error') throw new ShellFailure('-b argument must be an int value');
    if (args[0] === 'rmr') shell.err("The command 'rmr' has been deprecated. Please use 'deleteall' instead.");
    const path = validPath(args[1]!);
    const client = shell.zooKeeper(path);
    if (!client.read(path)) throw refusal('NoNode', path);
    for (const each of subtree(shell, path).reverse()) {
      const outcome = client.delete(each, undefined);
      if (!('failed' in outcome)) continue;
      if (outcome.failed === 'NotSimulated' || release === '3.5') throw refusal(outcome.failed, each);
      shell.err('Failed to delete some node(s) in the subtree!');
      return;
    }
  },
});

const getAcl: ShellCommand = {
  usage: '[-s] path',
  options: { s: false },
  least: 2,
  run(shell, { options, args }) {
    const path = validPath(args[1]!);
    const client = shell.zooKeeper(path);
    if (!client.read(path)) throw refusal('NoNode', path);
    shell.out("'world,'anyone");
    shell.out(path === '/zookeeper/config' ? ': r' : ': cdrwa');
    if (options.has('s')) printStat(shell, client.stat(path)!);
  },
};

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
  run: (shell) => shell.out('ZooKeeper CLI version: 3.8.4-9316c2a7a97e1666d8f4593f34dd6fc36ecc436c, built on 2024-02-12 22:16 UTC'),
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

const getAllChildrenNumber: ShellCommand = {
  usage: 'path',
  options: {},
  least: 2,
  run(shell, { args }) {
    const path = validPath(args[1]!);
    if (!shell.zooKeeper(path).read(path)) throw refusal('NoNode', path);
    shell.out(String(subtree(shell, path).length - 1));
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
  reconfig: notSimulated('[-s] [-v version] [[-file path] | [-members serverID=host:port1:port2;port3[,...]*]] | [-add serverId=host:port1:port2;port3[,...]]* [-remove serverId[,...]*]'),
  removewatches: removeWatches,
  set,
  setAcl: notSimulated('[-s] [-v version] [-R] path acl'),
  stat,
  sync,
};

/** The commands of each release's shell that talk to the server. */
export const shellCommands: Readonly<Record<Release, Readonly<Record<string, ShellCommand>>>> = {
  '3.5': { ...shared, deleteall: deleteAll('3.5'), delquota: notSimulated('[-n|-b] path'), ls2, rmr: deleteAll('3.5'), setquota: notSimulated('-n|-b val path') },
  '3.8': {
    ...shared,
    addWatch: notSimulated('[-m mode] path # optional mode is one of [PERSISTENT, PERSISTENT_RECURSIVE] - default is PERSISTENT_RECURSIVE'),
    deleteall: deleteAll('3.8'),
    delquota: notSimulated('[-n|-b|-N|-B] path'),
    getAllChildrenNumber,
    getEphemerals: { usage: 'path', options: {}, least: 1, run: (shell, { args }) => shell.out(`[${shell.ephemerals(args[1] ?? '/').join(', ')}]`) },
    setquota: notSimulated('-n|-b|-N|-B val path'),
    version,
    whoami: whoAmI,
  },
};

function validPath(path: string): string {
  const problem = pathProblem(path);
  if (problem !== undefined) throw new ShellFailure(problem);
  return path;
}

function versionOf(options: ReadonlyMap<string, string>): number | undefined {
  const text = options.get('v');
  if (text === undefined) return undefined;
  const parsed = parseJavaInt(text);
  if (parsed.kind === 'error') throw new ShellCrash('java.lang.NumberFormatException', parsed.message);
  return parsed.value;
}

/** The path and all below it, level by level (ZKUtil.listSubTreeBFS). */
function subtree(shell: Shell, path: string): string[] {
  const tree = [path];
  for (const each of tree) for (const child of shell.zooKeeper(each).read(each)?.children ?? []) tree.push(below(each, child));
  return tree;
}

/** Children first, then what is below each (ZKUtil.visitSubTreeDFS). */
function printTree(shell: Shell, path: string, children: readonly string[]): void {
  for (const child of children) shell.out(below(path, child));
  for (const child of children) printTree(shell, below(path, child), shell.zooKeeper(path).read(below(path, child))?.children ?? []);
}

const below = (path: string, child: string) => (path === '/' ? `/${child}` : `${path}/${child}`);

function printStat(shell: Shell, znode: ZnodeStat): void {
  shell.out(`cZxid = 0x${znode.czxid.toString(16)}`);
  shell.out(`ctime = ${javaDateText(znode.ctimeMs)}`);
  shell.out(`mZxid = 0x${znode.mzxid.toString(16)}`);
  shell.out(`mtime = ${javaDateText(znode.mtimeMs)}`);
  shell.out(`pZxid = 0x${znode.pzxid.toString(16)}`);
  shell.out(`cversion = ${znode.cversion}`);
  shell.out(`dataVersion = ${znode.version}`);
  shell.out('aclVersion = 0');
  shell.out(`ephemeralOwner = 0x${znode.ephemeralOwner}`);
  shell.out(`dataLength = ${znode.dataLength}`);
  shell.out(`numChildren = ${znode.numChildren}`);
}
