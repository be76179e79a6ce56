import type { JavaException } from '../api/errors';
import { adminExceptions } from '../parsing/toolVersion';
import type { ToolContext } from './tool';

interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export interface ElectionFileWords {
  readonly empty: string;
  readonly noPartitions: string;
  readonly duplicates: (partitions: readonly string[]) => string;
  /** Later tools report a file or value that they cannot use as the cause of a RuntimeException, and its type in backquotes. */
  readonly wrapsCauses: boolean;
}

type Outcome = { readonly partitions: readonly TopicPartition[] } | { readonly thrown: JavaException };

/** Reads {"partitions":[{"topic":"t","partition":0}]}: parseReplicaElectionData of the election tools. */
export function readElectionFile(context: ToolContext, path: string, words: ElectionFileWords): Outcome {
  const { operation } = adminExceptions[context.profile.toolVersion];
  const refuse = (exception: string, message: string): Outcome => ({
    thrown: words.wrapsCauses && exception !== operation ? { exception: 'java.lang.RuntimeException', message: `${exception}: ${message}` } : { exception, message },
  });
  const wrongType = (type: string, value: unknown): Outcome => {
    const expected = words.wrapsCauses || !type.startsWith('JSON') ? `\`${type}\` value` : type;
    return refuse('com.fasterxml.jackson.databind.JsonMappingException', `Expected ${expected}, received ${JSON.stringify(value) ?? 'null'}`);
  };

  const text = context.readFile(path);
  if (text === undefined) return refuse('java.io.IOException', `Unable to read file ${path}`);
  const root = parse(text);
  if (root === undefined) return refuse(operation, words.empty);
  if (!isObject(root)) return wrongType('JSON object', root);
  if (!('partitions' in root)) return refuse(operation, words.noPartitions);
  if (!Array.isArray(root['partitions'])) return wrongType('JSON array', root['partitions']);
  const partitions: TopicPartition[] = [];
  for (const entry of root['partitions'] as unknown[]) {
    if (!isObject(entry)) return wrongType('JSON object', entry);
    for (const field of ['topic', 'partition']) if (!(field in entry)) return refuse('com.fasterxml.jackson.databind.JsonMappingException', `No such field exists: \`${field}\``);
    const { topic, partition } = entry;
    if (typeof topic !== 'string') return wrongType('String', topic);
    if (!Number.isInteger(partition)) return wrongType(words.wrapsCauses ? 'Integer' : 'Int', partition);
    partitions.push({ topic, partition: partition as number });
  }
  const names = partitions.map(({ topic, partition }) => `${topic}-${partition}`);
  const duplicates = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  if (duplicates.length > 0) return refuse(operation, words.duplicates(duplicates));
  return { partitions };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
