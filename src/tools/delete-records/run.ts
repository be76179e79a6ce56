import { deleteRecords as askForDeletion, type RecordsToDelete } from '../../clients/admin/records';
import type { AdminClient } from '../../clients/adminClient';
import { exceptionOf, throwableText } from '../../clients/exceptions';
import { javaTopicPartitionOrder } from '../../jvm/hashOrder';
import { parseJson } from '../../jvm/jackson';
import type { JsonNode } from '../../jvm/jsonNode';
import { adminExceptions, jacksonReleases } from '../../parsing/toolVersion';
import { openAdmin } from '../adminSession';
import { Thrown } from '../thrown';
import { runCommand } from '../runCommand';
import type { Tool, ToolContext } from '../tool';
import { parseDeleteRecordsOptions } from './options';

/**
 * kafka-delete-records (kafka.admin.DeleteRecordsCommand in 2.8, org.apache.kafka.tools.DeleteRecordsCommand since).
 */
export const deleteRecords: Tool = (context) =>
  runCommand(context, parseDeleteRecordsOptions(context.argv, context.profile), (options) => {
    const admin = openAdmin(context, options.bootstrapServer, options.commandConfig);
    const text = context.readFile(options.offsetJsonFile);
    if (text === undefined)
      throw new Thrown({ exception: 'java.nio.file.NoSuchFileException', message: options.offsetJsonFile });
    remove(context, admin, readDeletions(context, text));
  });

function remove(context: ToolContext, admin: AdminClient, deletions: readonly RecordsToDelete[]): void {
  context.out('Executing records delete operation');
  const results = askForDeletion(admin, javaTopicPartitionOrder(deletions));
  context.out('Records delete operation completed:');
  for (const { topic, partition, lowWatermark, ...failure } of results) {
    const came =
      failure.errorCode === 'NONE' ? `low_watermark: ${lowWatermark}` : `error: ${throwableText(exceptionOf(failure))}`;
    context.out(`partition: ${topic}-${partition}\t${came}`);
  }
}

/** {"partitions":[{"topic":"t","partition":0,"offset":1}],"version":1}: parseOffsetJsonStringWithoutDedup. */
function readDeletions(context: ToolContext, text: string): readonly RecordsToDelete[] {
  const { toolVersion } = context.profile;
  const exceptions = adminExceptions[toolVersion];
  const refuse = (message: string) => new Thrown({ exception: exceptions.operation, message });
  const mapping = (message: string) =>
    new Thrown({ exception: 'com.fasterxml.jackson.databind.JsonMappingException', message });
  const parsed = parseJson(text, jacksonReleases[toolVersion]);
  if (parsed.kind === 'error' || parsed.value.kind === 'missing') throw refuse('The input string is not a valid JSON');
  const shown = (node: JsonNode) => JSON.stringify(plain(node));
  const fields = (node: JsonNode) => {
    if (node.kind !== 'object') throw mapping(`Expected JSON object, received ${shown(node)}`);
    return node.fields;
  };
  const number = (node: JsonNode, type: string) => {
    if (node.kind !== 'number' || node.type === 'double')
      throw mapping(`Expected \`${type}\` value, received ${shown(node)}`);
    return Number(node.text);
  };
  const root = fields(parsed.value);
  const versionNode = root.get('version');
  const version = versionNode ? number(versionNode, 'Integer') : 1;
  if (version !== 1) throw refuse(`Not supported version field value ${version}`);
  const partitions = root.get('partitions');
  if (!partitions) throw refuse('Missing partitions field');
  if (partitions.kind !== 'array') throw mapping(`Expected JSON array, received ${shown(partitions)}`);
  const deletions = partitions.items.map((item) => {
    const entry = fields(item);
    const field = (name: string) => {
      const node = entry.get(name);
      if (!node) throw mapping(`No such field exists: \`${name}\``);
      return node;
    };
    const topic = field('topic');
    if (topic.kind !== 'string') throw mapping(`Expected \`String\` value, received ${shown(topic)}`);
    return {
      topic: topic.value,
      partition: number(field('partition'), 'Integer'),
      beforeOffset: number(field('offset'), 'Long'),
    };
  });
  const names = deletions.map(({ topic, partition }) => `${topic}-${partition}`);
  const duplicates = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  if (duplicates.length > 0)
    throw new Thrown({
      exception: exceptions.commandFailed,
      message: `Offset json file contains duplicate topic partitions: ${duplicates.join()}`,
    });
  return deletions;
}

function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries([...node.fields].map(([name, value]) => [name, plain(value)]));
    case 'array':
      return node.items.map(plain);
    case 'number':
      return Number(node.text);
    case 'string':
    case 'boolean':
      return node.value;
    case 'null':
    case 'missing':
      return null;
  }
}
