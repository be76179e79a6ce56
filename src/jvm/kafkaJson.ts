import { parseJavaInt } from './numbers';
import type { JsonNode } from './jsonNode';
import { jsonNodeText } from './jacksonText';

/**
 * A JSON value is not of the type that is asked for: com.fasterxml.jackson.databind.JsonMappingException with this
 * message.
 */
export class JsonMappingError extends Error {}

/**
 * Type names in Kafka's messages: the Scala classes (kafka.utils.json) say Int and name arrays without quotes, the Java
 * ones that came after do not.
 */
export type JsonWords = 'scala' | 'java';

/** JsonValue.asJsonObject */
export function jsonFields(node: JsonNode): ReadonlyMap<string, JsonNode> {
  if (node.kind !== 'object') throw new JsonMappingError(`Expected JSON object, received ${jsonNodeText(node)}`);
  return node.fields;
}

/** JsonValue.asJsonArray */
export function jsonItems(node: JsonNode): readonly JsonNode[] {
  if (node.kind !== 'array') throw new JsonMappingError(`Expected JSON array, received ${jsonNodeText(node)}`);
  return node.items;
}

/** JsonObject.apply */
export function jsonField(fields: ReadonlyMap<string, JsonNode>, name: string): JsonNode {
  const field = fields.get(name);
  if (!field) throw new JsonMappingError(`No such field exists: \`${name}\``);
  return field;
}

/** DecodeJson.DecodeString */
export function jsonString(node: JsonNode): string {
  if (node.kind !== 'string') throw new JsonMappingError(`Expected \`String\` value, received ${jsonNodeText(node)}`);
  return node.value;
}

/** DecodeJson.DecodeInteger */
export function jsonInt(node: JsonNode, words: JsonWords): number {
  const parsed = node.kind === 'number' && node.type === 'int' ? parseJavaInt(node.text) : undefined;
  if (parsed?.kind !== 'number')
    throw new JsonMappingError(
      `Expected \`${words === 'scala' ? 'Int' : 'Integer'}\` value, received ${jsonNodeText(node)}`,
    );
  return parsed.value;
}

/** DecodeJson.decodeList */
export function jsonList<T>(node: JsonNode, words: JsonWords, decode: (item: JsonNode) => T): readonly T[] {
  if (node.kind !== 'array')
    throw new JsonMappingError(
      `Expected ${words === 'scala' ? 'JSON array,' : '`JSON array` value,'} received ${jsonNodeText(node)}`,
    );
  return node.items.map(decode);
}
