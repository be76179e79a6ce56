import {
  javaHashMapOrder,
  javaIntHashSetOrder,
  javaStringHash,
  topicPartitionHash,
  javaTopicPartitionOrder,
} from '../../jvm/hashOrder';
import { parseJson } from '../../jvm/jackson';
import type { JsonNode } from '../../jvm/jsonNode';
import { JsonMappingError, jsonField, jsonFields, jsonInt, jsonItems, jsonList, jsonString } from '../../jvm/kafkaJson';
import { parseJavaInt } from '../../jvm/numbers';
import { javaSplit } from '../../parsing/javaSplit';
import { jacksonReleases } from '../../parsing/toolVersion';
import type { ToolContext } from '../tool';
import { commandFailed, operationFailed } from './failure';
import { duplicates, partitionText, type Replica, type TopicPartition } from './partitions';
import { versions, type ReassignVersion } from './versions';
import { Thrown } from '../thrown';

/** The replicas that a partition is to have. */
export interface Target extends TopicPartition {
  readonly replicas: readonly number[];
}

/** A replica that is to stand in this log directory. */
export interface Move extends Replica {
  readonly logDir: string;
}

/** A file with a reassignment: target replicas in the file's order, and the replicas whose directory it names. */
export interface Plan {
  readonly targets: readonly Target[];
  readonly moves: readonly Move[];
}

/** In a plan: the broker chooses the directory. */
export const anyLogDir = 'any';

/** Utils.readFileAsString */
export function readText(context: ToolContext, path: string): string {
  const text = context.readFile(path);
  if (text === undefined)
    throw new Thrown({ exception: 'java.io.IOException', message: `Unable to read file ${path}` });
  return text;
}

/** parsePartitionReassignmentData */
export function readPlan({ profile }: ToolContext, text: string): Plan {
  const words = versions[profile.toolVersion];
  const parsed = parseJson(text, jacksonReleases[profile.toolVersion]);
  if (parsed.kind === 'error') throw operationFailed(profile, parsed.text);
  return decoding(() => {
    const fields = jsonFields(parsed.value);
    requireVersion(profile, fields, words.json);
    const targets: Target[] = [];
    const moves = new Map<string, Move>();
    const entries = fields.get('partitions');
    for (const entry of entries ? jsonItems(entries) : []) {
      const of = jsonFields(entry);
      const topic = jsonString(jsonField(of, 'topic'));
      const partition = jsonInt(jsonField(of, 'partition'), words.json);
      const replicas = jsonList(jsonField(of, 'replicas'), words.json, (id) => jsonInt(id, words.json));
      const logDirsNode = of.get('log_dirs');
      const logDirs = logDirsNode ? jsonList(logDirsNode, words.json, jsonString) : replicas.map(() => anyLogDir);
      if (replicas.length !== logDirs.length) {
        const list = (items: readonly unknown[]) =>
          words.collections === 'scala' ? `List(${items.join(', ')})` : `[${items.join(', ')}]`;
        throw commandFailed(
          profile,
          `Size of replicas list ${list(replicas)} is different from size of log dirs list ${list(logDirs)} for ` +
            `partition ${topic}-${partition}`,
        );
      }
      targets.push({ topic, partition, replicas });
      for (const [index, broker] of replicas.entries()) {
        const logDir = logDirs[index]!;
        if (logDir !== anyLogDir) moves.set(`${topic}-${partition}-${broker}`, { topic, partition, broker, logDir });
      }
    }
    return { targets, moves: [...moves.values()] };
  });
}

/** parseExecuteAssignmentArgs: a plan that can be carried out. */
export function readExecutablePlan(context: ToolContext, text: string): Plan {
  const { profile } = context;
  const words = versions[profile.toolVersion];
  const plan = readPlan(context, text);
  const { targets } = plan;
  if (targets.length === 0) throw commandFailed(profile, 'Partition reassignment list cannot be empty');
  if (targets.some(({ replicas }) => replicas.length === 0))
    throw commandFailed(profile, 'Partition replica list cannot be empty');
  const byName = new Map(targets.map((target) => [partitionText(target), target]));
  const hash = (name: string) => topicPartitionHash(byName.get(name)!.topic, byName.get(name)!.partition);
  const javaOrder = (names: readonly string[]) =>
    javaTopicPartitionOrder(names.map((name) => byName.get(name)!)).map(partitionText);
  const twice = duplicates(words, targets.map(partitionText), hash, javaOrder);
  if (twice.length > 0)
    throw commandFailed(profile, `Partition reassignment contains duplicate topic partitions: ${twice.join()}`);
  const doubled = targets
    .map((target) => ({ target, brokers: duplicateBrokers(words, target.replicas) }))
    .filter(({ brokers }) => brokers.length > 0);
  if (doubled.length > 0) {
    const list = doubled
      .map(({ target, brokers }) => `${partitionText(target)} contains multiple entries for ${brokers.join()}`)
      .join('. ');
    throw commandFailed(profile, `Partition replica lists may not contain duplicate entries: ${list}`);
  }
  return plan;
}

/** parseGenerateAssignmentArgs: topics to move and the brokers to move them to. */
export function readMoveRequest(
  { profile }: ToolContext,
  text: string,
  brokerList: string,
): { readonly topics: readonly string[]; readonly brokers: readonly number[] } {
  const words = versions[profile.toolVersion];
  const brokers = javaSplit(brokerList, ',').map((id) => {
    const parsed = parseJavaInt(id);
    if (parsed.kind === 'error')
      throw new Thrown({ exception: 'java.lang.NumberFormatException', message: parsed.message });
    return parsed.value;
  });
  const twice = duplicateBrokers(words, brokers);
  if (twice.length > 0)
    throw commandFailed(profile, `Broker list contains duplicate entries: ${words.duplicateList(twice)}`);
  const topics = readTopics(profile, text);
  const topicsTwice = duplicates(words, topics, javaStringHash, (names) => javaHashMapOrder(names));
  if (topicsTwice.length > 0)
    throw commandFailed(
      profile,
      `List of topics to reassign contains duplicate entries: ${words.duplicateList(topicsTwice)}`,
    );
  return { topics, brokers };
}

function readTopics(profile: ToolContext['profile'], text: string): readonly string[] {
  const words = versions[profile.toolVersion];
  const parsed = parseJson(text, jacksonReleases[profile.toolVersion]);
  if (parsed.kind === 'error') throw operationFailed(profile, 'The input string is not a valid JSON');
  return decoding(() => {
    const fields = jsonFields(parsed.value);
    requireVersion(profile, fields, words.json);
    const entries = fields.get('topics');
    return (entries ? jsonItems(entries) : []).map((entry) => jsonString(jsonField(jsonFields(entry), 'topic')));
  });
}

function requireVersion(
  profile: ToolContext['profile'],
  fields: ReadonlyMap<string, JsonNode>,
  words: 'scala' | 'java',
): void {
  const node = fields.get('version');
  const version = node ? jsonInt(node, words) : 1;
  if (version !== 1) throw operationFailed(profile, `Not supported version field value ${version}`);
}

function decoding<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof JsonMappingError)
      throw new Thrown({ exception: 'com.fasterxml.jackson.databind.JsonMappingException', message: error.message });
    throw error;
  }
}

function duplicateBrokers(words: ReassignVersion, ids: readonly number[]): readonly number[] {
  return duplicates(words, ids, (id) => id, javaIntHashSetOrder);
}
