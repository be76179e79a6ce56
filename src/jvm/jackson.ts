import { JacksonError, JacksonReader } from './jacksonReader';
import { readNumber } from './jacksonNumber';
import { readString } from './jacksonString';
import type { JacksonException } from './jacksonReader';
import type { JsonNode } from './jsonNode';
import type { JacksonRelease } from './jacksonRelease';

/** A value, or Jackson's exception; `text` is its message with the place of the error on a second line. */
export type ParsedJson =
  | { readonly kind: 'value'; readonly value: JsonNode }
  | { readonly kind: 'error'; readonly exception: JacksonException; readonly message: string; readonly text: string };

const deepest = 1000;
const values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const identifierStart = /^[\p{L}\p{Nl}\p{Sc}\p{Pc}]$/u;
const identifierPart = /^[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\0-\x08\x0e-\x1b\x7f-\x9f]$/u;

/**
 * Kafka's Json.tryParseFull: Jackson's `new ObjectMapper().readTree(String)`. Takes the first value and ignores what
 * follows it; a key that comes again replaces its value in the first one's place; comments, single quotes, NaN and
 * leading zeros are errors.
 */
export function parseJson(text: string, release: JacksonRelease): ParsedJson {
  const reader = new JacksonReader(text, release);
  try {
    if (text === '') {
      const message = "The input string shouldn't be empty";
      const place = release.quotesSource ? 'line: -1, column: -1' : 'byte offset: #UNKNOWN';
      throw new JacksonError(
        'com.fasterxml.jackson.core.JsonParseException',
        message,
        `${message}\n at [Source: UNKNOWN; ${place}]`,
      );
    }
    if (reader.skipBlanks() === '') return { kind: 'value', value: { kind: 'missing' } };
    const value = readValue(reader, 0);
    if (value.kind === 'number' && !reader.isAtEnd && !' \t\r\n'.includes(reader.look())) {
      throw reader.unexpected('Expected space separating root-level values');
    }
    return { kind: 'value', value };
  } catch (error) {
    if (error instanceof JacksonError) {
      return { kind: 'error', exception: error.exception, message: error.message, text: error.text };
    }
    throw error;
  }
}

/** Reads the value that starts at the reader's place. */
function readValue(reader: JacksonReader, depth: number): JsonNode {
  const character = reader.look();
  switch (character) {
    case '{':
      return readObject(reader, depth + 1);
    case '[':
      return readArray(reader, depth + 1);
    case '"':
      return { kind: 'string', value: readString(reader, 'string value') };
    case 't':
      return readToken(reader, 'true', { kind: 'boolean', value: true });
    case 'f':
      return readToken(reader, 'false', { kind: 'boolean', value: false });
    case 'n':
      return readToken(reader, 'null', { kind: 'null' });
    case 'N':
      return readToken(reader, 'NaN', undefined);
    case 'I':
      return readToken(reader, 'Infinity', undefined);
    case ']':
    case '}':
      if (depth > 0) break;
      throw strayClose(reader, character);
  }
  if (/^[-+0-9]$/.test(character)) return readNumber(reader);
  if (identifierStart.test(character)) throw unrecognized(reader, reader.at);
  throw reader.unexpected(`expected a valid value ${values}`);
}

function readToken(reader: JacksonReader, token: string, value: JsonNode | undefined): JsonNode {
  const from = reader.at;
  for (const character of token) {
    if (reader.look() !== character) throw unrecognized(reader, from);
    reader.at++;
  }
  const next = reader.look();
  if (next >= '0' && next !== ']' && next !== '}' && identifierPart.test(next)) throw unrecognized(reader, from);
  if (value === undefined)
    throw reader.parseError(`Non-standard token '${token}': enable ${reader.release.nonNumericFeature} to allow`);
  return value;
}

function unrecognized(reader: JacksonReader, from: number): JacksonError {
  while (reader.at - from < 256 && (reader.at === from || identifierPart.test(reader.look()))) reader.at++;
  const token = reader.text.slice(from, reader.at) + (reader.at - from < 256 ? '' : '...');
  if (reader.release.pointsAtToken) reader.at = from;
  return reader.parseError(`Unrecognized token '${token}': was expecting ${values}`);
}

function strayClose(reader: JacksonReader, character: string): JacksonError {
  reader.at++;
  const what = character === ']' ? 'Array' : 'Object';
  const place = reader.release.quotesSource ? 'line: 1, column: 0' : 'line: 1';
  const expectation = reader.release.namesStrayClose
    ? `no open ${what} to close`
    : `expected '${character === ']' ? '}' : ']'}' (for root starting at [Source: ${reader.source()}; ${place}])`;
  return reader.parseError(`Unexpected close marker '${character}': ${expectation}`, true);
}

/** Steps over a comma, or the end of an object or array; the first member has no comma before it. */
function readSeparator(
  reader: JacksonReader,
  what: 'Object' | 'Array',
  start: number,
  isFirst: boolean,
): 'member' | 'end' {
  const character = reader.skipBlanks();
  const close = what === 'Object' ? '}' : ']';
  if (character === '')
    throw reader.endError(`: expected close marker for ${what} (start marker at ${reader.place(start)})`);
  if (character === close) {
    reader.at++;
    return 'end';
  }
  if (character === ']' || character === '}') {
    reader.at++;
    throw reader.parseError(
      `Unexpected close marker '${character}': expected '${close}' (for ${what} starting at ${reader.place(start)})`,
      true,
    );
  }
  if (isFirst) return 'member';
  if (character !== ',') throw reader.unexpected(`was expecting comma to separate ${what} entries`);
  reader.at++;
  if (reader.skipBlanks() === '') throw reader.parseError(`Unexpected end-of-input within/between ${what} entries`);
  return 'member';
}

function readArray(reader: JacksonReader, depth: number): JsonNode {
  const start = open(reader, depth);
  const items: JsonNode[] = [];
  while (readSeparator(reader, 'Array', start, items.length === 0) === 'member') items.push(readValue(reader, depth));
  return { kind: 'array', items };
}

function readObject(reader: JacksonReader, depth: number): JsonNode {
  const start = open(reader, depth);
  const fields = new Map<string, JsonNode>();
  for (let isFirst = true; readSeparator(reader, 'Object', start, isFirst) === 'member'; isFirst = false) {
    if (reader.look() !== '"') throw reader.unexpected('was expecting double-quote to start field name');
    const name = readString(reader, 'name');
    const colon = reader.skipBlanks();
    if (colon === '') throw reader.endError(' within/between Object entries');
    if (colon !== ':') throw reader.unexpected('was expecting a colon to separate field name and value');
    reader.at++;
    if (reader.skipBlanks() === '') throw reader.endError(' within/between Object entries');
    fields.set(name, readValue(reader, depth));
  }
  return { kind: 'object', fields };
}

function open(reader: JacksonReader, depth: number): number {
  // Jackson 2.10 has no limit but the stack's.
  if (depth > deepest) {
    const message =
      `Document nesting depth (${depth}) exceeds the maximum allowed (${deepest}, from ` +
      '`StreamReadConstraints.getMaxNestingDepth()`)';
    throw new JacksonError('com.fasterxml.jackson.core.exc.StreamConstraintsException', message, message);
  }
  return reader.at++;
}
