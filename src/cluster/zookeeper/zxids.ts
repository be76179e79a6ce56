/** The id of the first session, as a standalone ZooKeeper makes it of its uptime: the brokers' follow by ones. */
export const firstSession = 0x100003ab49e0000n;
/** Sessions of shells stand apart from the brokers'. */
const firstShellSession = firstSession + 0x8000n;

/**
 * The zxid of the write that a record stands for. The first broker's registration is 0x19 and its election 0x1b, as in
 * a real cluster; zxids between two records' belong to what is written along with the later one.
 */
export function zxidOf(offset: number): number {
  return 0x15 + 2 * offset;
}

/** The record whose write has this zxid. */
export function offsetOf(zxid: number): number {
  return (zxid - 0x15) / 2;
}

/** The session of a zookeeper-shell that makes its first ephemeral znode with the record at this offset. */
export function shellSession(offset: number): string {
  return (firstShellSession + BigInt(offset)).toString(16);
}
