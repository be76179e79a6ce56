import type { Cause, ClusterHost } from '../broker/host';

/** The cluster's ZooKeeper as its port sees it. */
export class ZooKeeperServer {
  constructor(
    readonly host: ClusterHost,
    readonly cause: Cause,
  ) {}
}
