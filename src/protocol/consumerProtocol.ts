import { BinaryReader, BinaryWriter } from './binary';
import { perTopic } from './perTopic';

/** A partition by the name of its topic and its number. */
interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** What a member of a consumer group tells the leader: its topics (ConsumerProtocolSubscription, version 0). */
export function encodeSubscription(topics: readonly string[]): Uint8Array {
  const writer = new BinaryWriter().int16(0).int32(topics.length);
  for (const topic of topics) writer.text(topic);
  return writer.int32(-1).done();
}

/** The topics of a subscription; none in what cannot be read. */
export function decodeSubscription(bytes: Uint8Array): readonly string[] {
  const reader = new BinaryReader(bytes);
  reader.int16();
  return reader.array((each) => each.text() ?? '');
}

/** What the leader gives a member: its partitions (ConsumerProtocolAssignment, version 0). */
export function encodeAssignment(partitions: readonly TopicPartition[]): Uint8Array {
  const byTopic = perTopic(partitions, ({ partition }) => partition);
  const writer = new BinaryWriter().int16(0).int32(byTopic.length);
  for (const [topic, numbers] of byTopic) {
    writer.text(topic).int32(numbers.length);
    for (const number of numbers) writer.int32(number);
  }
  return writer.int32(-1).done();
}

/** The partitions of an assignment; none where there are no bytes. */
export function decodeAssignment(bytes: Uint8Array): readonly TopicPartition[] {
  if (bytes.length === 0) return [];
  const reader = new BinaryReader(bytes);
  reader.int16();
  return reader
    .array((each) => ({ topic: each.text() ?? '', partitions: each.array((inner) => inner.int32()) }))
    .flatMap(({ topic, partitions }) => partitions.map((partition) => ({ topic, partition })));
}
