import { pathProblem } from '../../clients/znodePaths';
import { parseJavaInt, parseJavaLong } from '../../jvm/numbers';
import type { ShellCommand } from './command';
import { refusal, ShellCrash, ShellFailure } from './failures';
import { subtree, validPath } from './paths';
import { printStat } from './readCommands';

/** Makes a znode; ephemeral ones end with the session. */
export const create: ShellCommand = {
  usage: '[-s] [-e] [-c] [-t ttl] path [data] [acl]',
  options: { e: false, s: false, c: false, t: true },
  least: 2,
  run(shell, { options, args }) {
    const [isEphemeral, isSequential, isContainer, ttl] = [
      options.has('e'),
      options.has('s'),
      options.has('c'),
      options.get('t'),
    ];
    if (isContainer && (isEphemeral || isSequential))
      throw new ShellFailure('-c cannot be combined with -s or -e. Containers cannot be ephemeral or sequential.');
    if (ttl !== undefined && parseJavaLong(ttl).kind === 'error')
      throw new ShellFailure('-t argument must be a long value');
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

/** Writes a znode's data, with `-v` only if it has that version. */
export const set: ShellCommand = {
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

/** Removes a znode without children. */
export const deleteOne: ShellCommand = {
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

/** "deleteall" and its older name. */
export function deleteAll({ hasBatches }: { readonly hasBatches: boolean }): ShellCommand {
  return {
    usage: hasBatches ? 'path [-b batch size]' : 'path',
    options: hasBatches ? { b: true } : {},
    least: 2,
    run(shell, { options, args }) {
      const batch = options.get('b');
      if (batch !== undefined && parseJavaInt(batch).kind === 'error')
        throw new ShellFailure('-b argument must be an int value');
      if (args[0] === 'rmr') shell.err("The command 'rmr' has been deprecated. Please use 'deleteall' instead.");
      const path = validPath(args[1]!);
      const client = shell.zooKeeper(path);
      if (!client.read(path)) throw refusal('NoNode', path);
      for (const each of subtree(shell, path).reverse()) {
        const outcome = client.delete(each, undefined);
        if (!('failed' in outcome)) continue;
        if (outcome.failed === 'NotSimulated' || !hasBatches) throw refusal(outcome.failed, each);
        shell.err('Failed to delete some node(s) in the subtree!');
        return;
      }
    },
  };
}

function versionOf(options: ReadonlyMap<string, string>): number | undefined {
  const text = options.get('v');
  if (text === undefined) return undefined;
  const parsed = parseJavaInt(text);
  if (parsed.kind === 'error') throw new ShellCrash('java.lang.NumberFormatException', parsed.message);
  return parsed.value;
}
