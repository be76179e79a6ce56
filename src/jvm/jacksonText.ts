import type { JsonNode } from './jsonNode';
import { javaDoubleText } from './numbers';

/** What Kafka's Json.encodeAsString is given; a number with a fraction is a double, a Map or object keeps its order. */
export type Encodable =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Encodable[]
  | ReadonlyMap<string, Encodable>
  | { readonly [key: string]: Encodable };

/** `ObjectMapper.writeValueAsString` without settings: no blanks, slashes and non-ASCII characters as they are. */
export function jacksonText(value: Encodable): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : numberText(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(jacksonText).join(',')}]`;
  const entries = value instanceof Map ? [...value] : Object.entries(value as { readonly [key: string]: Encodable });
  return `{${entries.map(([key, member]) => `${quoted(key)}:${jacksonText(member)}`).join(',')}}`;
}

/** `JsonNode.toString`, as Kafka quotes a node in its errors: compact too. */
export function jsonNodeText(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return `{${Array.from(node.fields, ([name, field]) => `${quoted(name)}:${jsonNodeText(field)}`).join(',')}}`;
    case 'array':
      return `[${node.items.map(jsonNodeText).join(',')}]`;
    case 'string':
      return quoted(node.value);
    case 'number':
      return /Infinity/.test(node.text) ? `"${node.text}"` : node.text;
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
    case 'missing':
      return '';
  }
}

function numberText(value: number): string {
  return Number.isFinite(value) ? javaDoubleText(value) : `"${value}"`;
}

function quoted(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    '"': '\\"',
    '\\': '\\\\',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
  };
  const escape = (character: string): string =>
    escapes[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return `"${text.replace(/["\\\0-\x1f]/g, escape)}"`;
}
