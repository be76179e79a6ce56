import { BinaryReader, BinaryWriter } from './binary';
import { perTopic } from './perTopic';

/** A partition by the name of its topic and its number. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** What a member of a consumer group tells the leader when it joins. */
export interface ConsumerSubscription {
  readonly topics: readonly string[];
  /** What its assignor wants to say. */
  readonly userData: Uint8Array | null;
  /** What it has and keeps while it joins. */
  readonly ownedPartitions: readonly TopicPartition[];
  /** The generation in which it got them; null where the version has no field for it, or the member none. */
  readonly generation: number | null;
}

/** ConsumerProtocolSubscription: version 1 has owned partitions, 2 the generation, 3 the rack (which is left out). */
export function encodeSubscription(subscription: ConsumerSubscription, version: number): Uint8Array {
  const writer = new BinaryWriter().int16(version).int32(subscription.topics.length);
  for (const topic of [...subscription.topics].sort()) writer.text(topic);
  writeUserData(writer, subscription.userData);
  if (version >= 1) writePartitions(writer, [...subscription.ownedPartitions].sort(byTopic));
  if (version >= 2) writer.int32(subscription.generation ?? -1);
  if (version >= 3) writer.text(null);
  return writer.done();
}

/** A subscription of any version. @throws BufferUnderflow */
export function decodeSubscription(bytes: Uint8Array): ConsumerSubscription {
  const reader = new BinaryReader(bytes);
  const version = reader.int16();
  const topics = reader.array((each) => each.text() ?? '');
  const userData = readUserData(reader);
  const ownedPartitions = version >= 1 ? readPartitions(reader) : [];
  const generation = version >= 2 ? reader.int32() : -1;
  return { topics, userData, ownedPartitions, generation: generation < 0 ? null : generation };
}

/** What the leader gives a member: its partitions (ConsumerProtocolAssignment, the same in all versions). */
export function encodeAssignment(partitions: readonly TopicPartition[], version: number): Uint8Array {
  return writeUserData(writePartitions(new BinaryWriter().int16(version), partitions), null).done();
}

/** The partitions of an assignment; none where there are no bytes. @throws BufferUnderflow */
export function decodeAssignment(bytes: Uint8Array): readonly TopicPartition[] {
  if (bytes.length === 0) return [];
  const reader = new BinaryReader(bytes);
  reader.int16();
  return readPartitions(reader);
}

/** Topics, each with the numbers of its partitions. */
export function writePartitions(writer: BinaryWriter, partitions: readonly TopicPartition[]): BinaryWriter {
  const byName = perTopic(partitions, ({ partition }) => partition);
  writer.int32(byName.length);
  for (const [topic, numbers] of byName) {
    writer.text(topic).int32(numbers.length);
    for (const number of numbers) writer.int32(number);
  }
  return writer;
}

/** What writePartitions wrote. @throws BufferUnderflow */
export function readPartitions(reader: BinaryReader): readonly TopicPartition[] {
  return reader
    .array((each) => ({ topic: each.text() ?? '', partitions: each.array((inner) => inner.int32()) }))
    .flatMap(({ topic, partitions }) => partitions.map((partition) => ({ topic, partition })));
}

function writeUserData(writer: BinaryWriter, userData: Uint8Array | null): BinaryWriter {
  return userData ? writer.bytes(userData) : writer.int32(-1);
}

function readUserData(reader: BinaryReader): Uint8Array | null {
  const length = reader.int32();
  return length < 0 ? null : reader.take(length);
}

function byTopic(a: TopicPartition, b: TopicPartition): number {
  return a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1;
}
