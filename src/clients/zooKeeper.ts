import { javaHashMapOrder } from '../jvm/hashOrder';
import type { Address } from '../protocol/network';
import type { ZnodeContent, ZnodeOutcome, ZnodeStat, ZooKeeper } from '../zookeeper/zooKeeper';
import { isLocal } from './bootstrap';

/**
 * A client's session with ZooKeeper (org.apache.zookeeper.ZooKeeper); paths are below the connection's chroot and
 * valid.
 */
export class ZooKeeperClient {
  private session: string | undefined;

  constructor(
    private readonly server: ZooKeeper,
    private readonly chroot: string,
    /** After this long without a word (ms) the session is over. */
    private readonly sessionTimeoutMs: number,
  ) {}

  /** getData and getChildren; undefined without a znode. */
  read(path: string): ZnodeContent | undefined {
    return this.server.read(this.full(path));
  }

  /** exists */
  stat(path: string): ZnodeStat | undefined {
    return this.server.stat(this.full(path));
  }

  /** Answers the path, which a sequential znode's number ends. */
  create(znode: {
    readonly path: string;
    readonly data: string | null;
    readonly isSequential: boolean;
    readonly isEphemeral: boolean;
  }): ZnodeOutcome<string> {
    const { path, data, isSequential, isEphemeral } = znode;
    const session = isEphemeral ? { id: this.session, timeoutMs: this.sessionTimeoutMs } : null;
    const outcome = this.server.create({ path: this.full(path), data, isSequential, session });
    if ('failed' in outcome) return outcome;
    this.session = outcome.ok.session ?? this.session;
    return { ok: outcome.ok.path.slice(this.chroot.length) };
  }

  /** setData */
  set(path: string, data: string, version: number | undefined): ZnodeOutcome<undefined> {
    return this.server.set(this.full(path), data, version);
  }

  /** delete */
  delete(path: string, version: number | undefined): ZnodeOutcome<undefined> {
    return this.server.delete(this.full(path), version);
  }

  /** Paths of this session's ephemeral znodes that start so. */
  ephemerals(prefix: string): readonly string[] {
    const paths = this.session === undefined ? [] : this.server.ephemerals(this.session);
    return paths.map((path) => path.slice(this.chroot.length)).filter((path) => path.startsWith(prefix));
  }

  /** Says to ZooKeeper that the session lives, where something hangs on it. */
  ping(): void {
    if (this.session !== undefined) this.server.ping(this.session, this.sessionTimeoutMs);
  }

  /** Ends the session: its ephemeral znodes go. */
  close(): void {
    if (this.session !== undefined) this.server.endSession(this.session);
    this.session = undefined;
  }

  private full(path: string): string {
    return this.chroot === '' ? path : path === '/' ? this.chroot : this.chroot + path;
  }
}

/** Children as the server hands them out: a node keeps their names in a `new HashSet<String>(8)`. */
export function serverOrder(children: readonly string[]): string[] {
  return javaHashMapOrder(children, 8);
}

/** Whether ZooKeeper answers at one of these addresses. */
export function zooKeeperAnswers(server: ZooKeeper, addresses: readonly Address[]): boolean {
  return addresses.some(({ host, port }) => isLocal(host) && server.answersAt(port));
}
