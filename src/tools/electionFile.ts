import { parseJson } from '../jvm/jackson';
import {
  jsonField,
  jsonFields,
  jsonInt,
  jsonItems,
  JsonMappingError,
  jsonString,
  type JsonWords,
} from '../jvm/kafkaJson';
import { adminExceptions, jacksonReleases } from '../parsing/toolVersion';
import { Thrown } from './thrown';
import type { ToolContext } from './tool';

interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** What a release says about a file that it cannot use. */
export interface ElectionFileWords {
  readonly empty: string;
  readonly noPartitions: string;
  readonly duplicates: (partitions: readonly string[]) => string;
  /** Later tools report a file or value that they cannot use as the cause of a RuntimeException. */
  readonly wrapsCauses: boolean;
  readonly json: JsonWords;
}

/**
 * Reads {"partitions":[{"topic":"t","partition":0}]}: parseReplicaElectionData of the election tools.
 * @throws Thrown
 */
export function readElectionFile(
  context: ToolContext,
  path: string,
  words: ElectionFileWords,
): readonly TopicPartition[] {
  const { toolVersion } = context.profile;
  const refuse = (message: string) => new Thrown({ exception: adminExceptions[toolVersion].operation, message });
  const fail = (exception: string, message: string) =>
    new Thrown(
      words.wrapsCauses
        ? { exception: 'java.lang.RuntimeException', message: `${exception}: ${message}` }
        : { exception, message },
    );
  const text = context.readFile(path);
  if (text === undefined) throw fail('java.io.IOException', `Unable to read file ${path}`);
  const root = parseJson(text, jacksonReleases[toolVersion]);
  if (root.kind === 'error') throw refuse(words.empty);
  try {
    const list = jsonFields(root.value).get('partitions');
    if (!list) throw refuse(words.noPartitions);
    const partitions = jsonItems(list).map((item) => {
      const fields = jsonFields(item);
      return {
        topic: jsonString(jsonField(fields, 'topic')),
        partition: jsonInt(jsonField(fields, 'partition'), words.json),
      };
    });
    const names = partitions.map(({ topic, partition }) => `${topic}-${partition}`);
    const duplicates = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
    if (duplicates.length > 0) throw refuse(words.duplicates(duplicates));
    return partitions;
  } catch (error) {
    if (error instanceof JsonMappingError)
      throw fail('com.fasterxml.jackson.databind.JsonMappingException', error.message);
    throw error;
  }
}
