import { controllerConfig } from '../../model/effectiveConfig';
import type { ClusterView, Turn } from '../../model/turn';
import { askForDeletion, electPreferredByZnode, reassignByZnode } from './adminZnodes';
import { childrenEverMade, znodeStat } from './znodeStat';
import { parentPath } from './znodePaths';
import { isEphemeral, isKafkasZnode, znodeAt } from './znodeTree';
import { reassignmentZnode } from './reassignmentZnode';
import { electController } from './office';
import { shellSession } from './zxids';

/**
 * ZooKeeper's refusals (KeeperException.Code). `NotSimulated`: it would be done, but what Kafka makes of it is beyond
 * the simulation.
 */
export type ZnodeError =
  | 'NoNode'
  | 'NodeExists'
  | 'NotEmpty'
  | 'BadVersion'
  | 'BadArguments'
  | 'NoChildrenForEphemerals'
  | 'NotSimulated';

/** What came of a change, or ZooKeeper's refusal. */
export type ZnodeOutcome<T> = { readonly ok: T } | { readonly failed: ZnodeError };

/** A znode that is to be made. */
export interface NewZnode {
  readonly path: string;
  readonly data: string | null;
  readonly isSequential: boolean;
  /** An ephemeral znode's session: its id if it has made one before, and when it ends if nothing is heard of it. */
  readonly session: { readonly id: string | undefined; readonly expiresMs: number } | null;
}

const failed = (error: ZnodeError): { failed: ZnodeError } => ({ failed: error });

/** Makes a znode; answers its path and session. Under /admin Kafka's controller takes it for an order. */
export function createZnode(
  turn: Turn,
  { path: asked, data, isSequential, session }: NewZnode,
): ZnodeOutcome<{ path: string; session: string | null }> {
  const parent = parentPath(asked);
  if (asked !== '/' && !znodeAt(turn, parent)) return failed('NoNode');
  const path = isSequential ? asked + String(childrenEverMade(turn, parent)).padStart(10, '0') : asked;
  if (znodeAt(turn, path)) return failed('NodeExists');
  if (isEphemeral(turn, parent)) return failed('NoChildrenForEphemerals');
  const id = session && (session.id ?? shellSession(turn.nextOffset()));
  // A deletion that starts at once makes this znode itself.
  const isFollowed = turn.controller.znodes.areFollowed;
  if (!isFollowed || !startsDeletion(turn, path)) {
    turn.emit({
      type: 'ZnodeRecord',
      change: 'create',
      path,
      data,
      session: session && { id: id!, expiresMs: session.expiresMs },
    });
    if (!isFollowed) return { ok: { path, session: id } };
    if (path === '/admin/preferred_replica_election') electPreferredByZnode(turn, data);
    else if (path === reassignmentZnode) reassignByZnode(turn);
    else if (parent === '/admin/delete_topics') askForDeletion(turn, path);
  }
  return { ok: { path, session: id } };
}

/** @param version that the znode must have; undefined for any */
export function setZnode(turn: Turn, path: string, data: string, version: number | undefined): ZnodeOutcome<undefined> {
  const problem = changeProblem(turn, path, version);
  if (problem) return failed(problem);
  if (isKafkasZnode(turn, path)) return failed('NotSimulated');
  turn.emit({ type: 'ZnodeRecord', change: 'set', path, data });
  return { ok: undefined };
}

/** Deletes a znode. Without /controller the brokers elect another controller at once. */
export function deleteZnode(turn: Turn, path: string, version: number | undefined): ZnodeOutcome<undefined> {
  if (path === '/' || path === '/zookeeper') return failed('BadArguments');
  const problem = changeProblem(turn, path, version);
  if (problem) return failed(problem);
  if (znodeAt(turn, path)!.children().length > 0) return failed('NotEmpty');
  if (path === '/controller' && turn.controller.znodes.areFollowed) electController(turn, turn.activeController().id);
  else if (isKafkasZnode(turn, path)) return failed('NotSimulated');
  else turn.emit({ type: 'ZnodeRecord', change: 'delete', path });
  return { ok: undefined };
}

/** The sessions of shells that have ended take their ephemeral znodes with them. */
export function endShellSessions(
  turn: Turn,
  isOver: (znode: { readonly session: string; readonly expiresMs: number }) => boolean,
): void {
  for (const { path, session, expiresMs } of turn.userZnodes()) {
    if (session !== null && expiresMs !== null && isOver({ session, expiresMs }))
      turn.emit({ type: 'ZnodeRecord', change: 'delete', path });
  }
}

function changeProblem(view: ClusterView, path: string, version: number | undefined): ZnodeError | undefined {
  const znode = znodeAt(view, path);
  if (!znode) return 'NoNode';
  return version !== undefined && version !== -1 && znodeStat(view, path, znode).version !== version
    ? 'BadVersion'
    : undefined;
}

function startsDeletion(turn: Turn, path: string): boolean {
  const name = parentPath(path) === '/admin/delete_topics' ? path.slice('/admin/delete_topics/'.length) : undefined;
  const topic = name === undefined ? undefined : turn.topic(name);
  if (!topic || !turn.controller.isAvailable(turn) || controllerConfig(turn, 'delete.topic.enable') !== 'true')
    return false;
  turn.controller.topics.delete(turn, topic);
  return true;
}
