import { quoted } from '../text/shell';
import { lstatSync, realpathSync, statSync, type Stats } from 'node:fs';
import { release } from 'node:os';
import { dirname, isAbsolute, resolve } from 'node:path';
import { journalSuffixes } from '../store/clusterFile';
import { ClusterFileError } from '../store/fileErrors';

/** Whose rights a process has, and what its user said about other people's folders. */
export interface Who {
  readonly uid: number;
  /** The user who became root by sudo. */
  readonly sudoUid?: number;
  /**
   * The file whose code is running: its owner is trusted by that, and who may change it gains nothing by changing more.
   */
  readonly running?: Pick<Stats, 'uid' | 'gid' | 'mode'>;
  /** Absolute paths that the user trusts, with all that is below them. */
  readonly trusted: readonly string[];
}

/**
 * Why a file or folder is not to be used: somebody else put it there, or may change it (the model is git's
 * safe.directory). Root may do both anywhere, so root's are fine; so are those of the user who became root by sudo, and
 * what KAFKA_LAB_TRUST names.
 * @returns one line that says what to do; undefined when all is well, and when nothing can be seen at the path
 */
export function distrust(path: string, who: Who | undefined = currentUser()): string | undefined {
  // In a folder such as /tmp others can add, but not touch what is ours.
  return reasonAgainst(path, who, (stats) => stats.isDirectory() && (stats.mode & 0o1000) !== 0);
}

/**
 * Why commands that stand in a folder are not to be called by name: others could add one, or put another folder in the
 * place of it or of one above. Returns as distrust does.
 */
export function distrustCommands(folder: string, who: Who | undefined = currentUser()): string | undefined {
  let reason = reasonAgainst(folder, who, () => false);
  for (let above = dirname(folder); reason === undefined; above = dirname(above)) {
    reason = distrust(above, who);
    if (above === dirname(above)) break;
  }
  return reason;
}

function reasonAgainst(path: string, who: Who | undefined, isShared: (stats: Stats) => boolean): string | undefined {
  if (who === undefined || isTrusted(path, who)) return undefined;
  let entry: Stats;
  let target: Stats;
  try {
    entry = lstatSync(path);
    target = entry.isSymbolicLink() ? statSync(path) : entry;
  } catch {
    return undefined;
  }
  const consent = `if you trust it: export KAFKA_LAB_TRUST=${quoted(path)}`;
  for (const { uid } of [entry, target])
    if (uid !== who.uid && uid !== 0 && uid !== who.sudoUid && uid !== who.running?.uid)
      return `${path} belongs to another user (uid ${uid}) and is not used; ${consent}`;
  if (!isShared(target) && isWritableByOthers(target, who))
    return (
      `${path} may be written by other users and is not used; take that right away: chmod go-w ${quoted(path)}, ` +
      `or ${consent}`
    );
  return undefined;
}

/**
 * @throws ClusterFileError when a cluster's file, its folder, or what SQLite would take for its journal is not to be
 * used
 */
export function requireTrusted(cluster: string): void {
  for (const file of new Set([cluster, whereItLeads(cluster)])) {
    for (const path of [dirname(file), file, ...journalSuffixes.map((suffix) => file + suffix)]) {
      const reason = distrust(path);
      if (reason !== undefined) throw new ClusterFileError(reason);
    }
  }
}

/** SQLite follows a link, and has its journals there. */
function whereItLeads(path: string): string {
  try {
    return lstatSync(path).isSymbolicLink() ? realpathSync(path) : path;
  } catch {
    return path;
  }
}

function isTrusted(path: string, { trusted }: Who): boolean {
  return trusted.some((each) => path === each || path.startsWith(each.endsWith('/') ? each : `${each}/`));
}

function isWritableByOthers({ mode, gid }: Stats, { uid, sudoUid, running }: Who): boolean {
  // Where a umask of 002 is the habit, users have a group of their own, of the same number.
  const isOwnGroup = gid === uid || gid === sudoUid;
  const writers = isOwnGroup ? 0o002 : 0o022;
  const already = running === undefined ? 0 : running.mode & (running.gid === gid ? 0o022 : 0o002);
  // WSL shows the drives of Windows with all rights for everybody; one person uses it.
  return (mode & writers & ~already) !== 0 && !/microsoft/i.test(release());
}

/** Who runs this process; undefined where files have no owners. */
export function currentUser(): Who | undefined {
  const uid = process.geteuid?.();
  if (uid === undefined) return undefined;
  const { SUDO_UID, KAFKA_LAB_TRUST = '' } = process.env;
  return {
    uid,
    ...(uid === 0 && SUDO_UID && { sudoUid: Number(SUDO_UID) }),
    trusted: KAFKA_LAB_TRUST.split(':')
      .filter((path) => isAbsolute(path))
      .map((path) => resolve(path)),
  };
}
