import { javaStringHash } from './hashOrder';

/** `org.apache.kafka.common.utils.Utils.murmur2`: a signed 32-bit hash of bytes, the same in all profiles. */
export function murmur2(bytes: Uint8Array): number {
  const m = 0x5bd1e995;
  const wholeWords = bytes.length & ~3;
  let hash = 0x9747b28c ^ bytes.length;
  for (let i = 0; i < wholeWords; i += 4) {
    let word = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    word = Math.imul(word, m);
    word = Math.imul(word ^ (word >>> 24), m);
    hash = Math.imul(hash, m) ^ word;
  }
  if (wholeWords < bytes.length) {
    for (let i = bytes.length - 1; i >= wholeWords; i--) hash ^= bytes[i]! << (8 * (i - wholeWords));
    hash = Math.imul(hash, m);
  }
  hash = Math.imul(hash ^ (hash >>> 13), m);
  return hash ^ (hash >>> 15);
}

/** The partition of a record with this serialized key: BuiltInPartitioner.partitionForKey (2.8: DefaultPartitioner). */
export function partitionOfKey(key: Uint8Array, partitions: number): number {
  return (murmur2(key) & 0x7fffffff) % partitions;
}

/**
 * The partition of `__consumer_offsets` that holds a group, or of `__transaction_state` that holds a transactional id;
 * its leader is their coordinator. Utils.abs makes 0 of the one hash that has no positive counterpart.
 */
export function coordinatorPartition(id: string, partitions: number): number {
  const hash = javaStringHash(id);
  return (hash === -2147483648 ? 0 : Math.abs(hash)) % partitions;
}
