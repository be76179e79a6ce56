import {
  createZnode,
  deleteZnode,
  endShellSessions,
  setZnode,
  type NewZnode,
  type ZnodeError,
  type ZnodeOutcome,
} from '../cluster/zookeeper/znodeChanges';
import { reassignmentOrders, type ReassignmentOrder } from '../cluster/zookeeper/reassignmentZnode';
import { znodeAt, type Znode } from '../cluster/zookeeper/znodeTree';
import { znodeStat, type ZnodeStat } from '../cluster/zookeeper/znodeStat';
import type { ClusterView, Turn } from '../model/turn';
import { javaHashMapOrder } from '../jvm/hashOrder';
import type { ClusterHost } from '../broker/host';

export { ordersJson, reassignmentZnode } from '../cluster/zookeeper/reassignmentZnode';
export type { ZnodeError, ZnodeStat };

/** ZooKeeper's port (zookeeper.properties: clientPort). */
const port = 2181;

export interface ZnodeContent {
  readonly data: string | null;
  /** By name. */
  readonly children: readonly string[];
}

/** A client of the cluster's ZooKeeper (org.apache.zookeeper.ZooKeeper); paths are below the connection's chroot and valid. */
export class ZooKeeperClient {
  private session: string | undefined;

  constructor(
    private readonly host: ClusterHost,
    private readonly chroot: string,
    /** After this long without a word (ms) the session is over. */
    private readonly sessionTimeoutMs: number,
    private readonly command: string,
  ) {}

  read(path: string): ZnodeContent | undefined {
    return this.host.read((view) => {
      const znode = znodeAt(view, this.full(path));
      return znode && { data: znode.data, children: [...znode.children()].sort() };
    });
  }

  stat(path: string): ZnodeStat | undefined {
    return this.host.read((view) => {
      const znode: Znode | undefined = znodeAt(view, this.full(path));
      return znode && znodeStat(view, this.full(path), znode);
    });
  }

  create(znode: Omit<NewZnode, 'session'> & { readonly isEphemeral: boolean }): ZnodeOutcome<string> {
    const { path, data, isSequential, isEphemeral } = znode;
    const outcome = this.change((turn) =>
      createZnode(turn, {
        path: this.full(path),
        data,
        isSequential,
        session: isEphemeral ? { id: this.session, expiresMs: turn.nowMs + this.sessionTimeoutMs } : null,
      }),
    );
    if ('failed' in outcome) return outcome;
    this.session = outcome.ok.session ?? this.session;
    return { ok: outcome.ok.path.slice(this.chroot.length) };
  }

  set(path: string, data: string, version: number | undefined): ZnodeOutcome<undefined> {
    return this.change((turn) => setZnode(turn, this.full(path), data, version));
  }

  delete(path: string, version: number | undefined): ZnodeOutcome<undefined> {
    return this.change((turn) => deleteZnode(turn, this.full(path), version));
  }

  /** Paths of this session's ephemeral znodes that start so. */
  ephemerals(prefix: string): readonly string[] {
    const { session } = this;
    const paths =
      session === undefined
        ? []
        : this.host.read((view) =>
            view
              .userZnodes()
              .filter((znode) => znode.session === session)
              .map((znode) => znode.path.slice(this.chroot.length)),
          );
    return paths.filter((path) => path.startsWith(prefix));
  }

  /** Says to ZooKeeper that the session lives, where something hangs on it. */
  ping(): void {
    const { session } = this;
    if (session === undefined) return;
    const soonMs = this.sessionTimeoutMs / 2;
    const endsSoon = (view: ClusterView) =>
      view
        .userZnodes()
        .filter(
          (znode) => znode.session === session && znode.expiresMs !== null && znode.expiresMs - view.nowMs < soonMs,
        );
    if (this.host.read(endsSoon).length === 0) return;
    this.change((turn) => {
      for (const znode of endsSoon(turn))
        turn.emit({
          type: 'ZnodeRecord',
          change: 'renew',
          path: znode.path,
          expiresMs: turn.nowMs + this.sessionTimeoutMs,
        });
    });
  }

  /** What stands in /admin/reassign_partitions; nothing without it, or where it cannot be read. */
  reassignmentOrders(): readonly ReassignmentOrder[] {
    return this.host.read((view) => reassignmentOrders(view) ?? []);
  }

  /** Ends the session: its ephemeral znodes go. */
  close(): void {
    const { session } = this;
    if (session !== undefined) this.change((turn) => endShellSessions(turn, (znode) => znode.session === session));
    this.session = undefined;
  }

  private change<T>(action: (turn: Turn) => T): T {
    return this.host.change({ kind: 'command', text: this.command }, action);
  }

  private full(path: string): string {
    return this.chroot === '' ? path : path === '/' ? this.chroot : this.chroot + path;
  }
}

/** Children as the server hands them out: a node keeps their names in a `new HashSet<String>(8)`. */
export function serverOrder(children: readonly string[]): string[] {
  return javaHashMapOrder(children, 8);
}

/** Whether the cluster's ZooKeeper answers at one of these addresses. */
export function zooKeeperAnswers(
  host: ClusterHost,
  addresses: readonly { readonly host: string; readonly port: number }[],
): boolean {
  return (
    host.read((view) => view.controller.znodes.isUp(view)) &&
    addresses.some((address) => address.port === port && isLocal(address.host))
  );
}

export function isLocal(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '' || /^\d+\.\d+\.\d+\.\d+$/.test(host);
}
