/** What happened to one znode, in ZooKeeper's order. */
export interface ZnodeWrite {
  readonly kind: 'create' | 'set' | 'delete';
  readonly path: string;
  readonly zxid: number;
  readonly timeMs: number;
  /** Of an ephemeral znode: its session, hexadecimal. */
  readonly session?: string;
}
