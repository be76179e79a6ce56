import { serverOrder } from '../../clients/zooKeeper';
import type { ZnodeStat } from '../../zookeeper/zooKeeper';
import { javaDateText } from '../../jvm/dates';
import type { Shell, ShellCommand } from './command';
import { refusal, ShellFailure } from './failures';
import { below, subtree, validPath } from './paths';

/** Shows a znode's metadata. */
export const stat: ShellCommand = {
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

/** Shows a znode's data, with `-s` its metadata. */
export const get: ShellCommand = {
  usage: '[-s] [-w] path',
  options: { s: false, w: false },
  least: 2,
  olderForm: 'watch',
  run(shell, { options, args }) {
    const path = validPath(args[1]!);
    const znode = shell.zooKeeper(path, 'get').read(path);
    if (!znode)
      throw shell.release.getShowsExceptions
        ? new ShellFailure(`org.apache.zookeeper.KeeperException$NoNodeException: KeeperErrorCode = NoNode for ${path}`)
        : refusal('NoNode', path);
    if (options.has('w')) shell.watch(path, 'data');
    shell.out(znode.data ?? 'null');
    if (options.has('s')) printStat(shell, shell.zooKeeper(path).stat(path)!);
  },
};

/** Lists a znode's children, with `-R` all below it. */
export const ls: ShellCommand = {
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
      const { endsListBeforeStat } = shell.release;
      shell.write(`[${znode.children.join(', ')}]${endsListBeforeStat ? '\n' : ''}`);
      printStat(shell, shell.zooKeeper(path).stat(path)!);
      if (!endsListBeforeStat) shell.out('');
    }
  },
};

/** The old way to list children with metadata. */
export const ls2: ShellCommand = {
  usage: 'path [watch]',
  options: {},
  least: 2,
  run(shell, { args }) {
    shell.err("'ls2' has been deprecated. Please use 'ls [-s] path' instead.");
    const path = validPath(args[1]!);
    const znode = shell.zooKeeper(path).read(path);
    if (!znode) throw refusal('NoNode', path);
    if (args.length > 2) shell.watch(path, 'children');
    shell.out(`[${serverOrder(znode.children).join(', ')}]`);
    printStat(shell, shell.zooKeeper(path).stat(path)!);
  },
};

/** Shows who may do what with a znode: everyone, since ACLs are not simulated. */
export const getAcl: ShellCommand = {
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

/** Counts all znodes below a path. */
export const getAllChildrenNumber: ShellCommand = {
  usage: 'path',
  options: {},
  least: 2,
  run(shell, { args }) {
    const path = validPath(args[1]!);
    if (!shell.zooKeeper(path).read(path)) throw refusal('NoNode', path);
    shell.out(String(subtree(shell, path).length - 1));
  },
};

/** Children first, then what is below each (ZKUtil.visitSubTreeDFS). */
function printTree(shell: Shell, path: string, children: readonly string[]): void {
  for (const child of children) shell.out(below(path, child));
  for (const child of children)
    printTree(shell, below(path, child), shell.zooKeeper(path).read(below(path, child))?.children ?? []);
}

/** org.apache.zookeeper.cli.StatPrinter */
export function printStat(shell: Shell, znode: ZnodeStat): void {
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
