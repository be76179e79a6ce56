import type { Header } from '../../protocol/records';
import type { Properties } from '../../parsing/keyValues';

/** A record read from a line of the standard input. */
export interface LineRecord {
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly Header[];
}

/** The reader refuses its configuration or a line: a KafkaException. */
export class ReaderError extends Error {}

const noHeaders: readonly Header[] = [];
const lineFeed = 10;
const carriageReturn = 13;

/**
 * Records out of lines: LineMessageReader (kafka.tools.ConsoleProducer$LineMessageReader,
 * org.apache.kafka.tools.LineMessageReader).
 * @throws ReaderError while it is configured or iterated over
 */
export function readLines(input: Uint8Array, properties: Properties, words: 'terse' | 'named'): Iterable<LineRecord> {
  const isSet = (name: string) => properties.get(name)?.trim().toLowerCase() === 'true';
  const reader = {
    parseKey: isSet('parse.key'),
    keySeparator: properties.get('key.separator') ?? '\t',
    parseHeaders: words === 'named' && isSet('parse.headers'),
    headersDelimiter: properties.get('headers.delimiter') ?? '\t',
    headersSeparator: properties.get('headers.separator') ?? ',',
    headersKeySeparator: properties.get('headers.key.separator') ?? ':',
    ignoreError: isSet('ignore.error'),
    nullMarker: words === 'named' ? properties.get('null.marker') : undefined,
  };
  if (words === 'named') refuseEqual(reader);
  if (!reader.parseKey && !reader.parseHeaders && reader.nullMarker === undefined) return plain(input);
  return parsed(input, reader, words);
}

type Reader = Readonly<
  Record<'keySeparator' | 'headersDelimiter' | 'headersSeparator' | 'headersKeySeparator', string>
> & {
  readonly parseKey: boolean;
  readonly parseHeaders: boolean;
  readonly ignoreError: boolean;
  readonly nullMarker: string | undefined;
};

function refuseEqual(reader: Reader): void {
  const { keySeparator, headersDelimiter, headersSeparator, headersKeySeparator, nullMarker } = reader;
  const pairs: readonly (readonly [string, string | undefined, string, string])[] = [
    ['headers.delimiter', headersDelimiter, 'headers.separator', headersSeparator],
    ['headers.delimiter', headersDelimiter, 'headers.key.separator', headersKeySeparator],
    ['headers.separator', headersSeparator, 'headers.key.separator', headersKeySeparator],
    ['null.marker', nullMarker, 'key.separator', keySeparator],
    ['null.marker', nullMarker, 'headers.separator', headersSeparator],
    ['null.marker', nullMarker, 'headers.delimiter', headersDelimiter],
    ['null.marker', nullMarker, 'headers.key.separator', headersKeySeparator],
  ];
  for (const [a, first, b, second] of pairs)
    if (first === second) throw new ReaderError(`${a} and ${b} may not be equal`);
}

/** Lines as java.io.BufferedReader ends them. */
function* lines(input: Uint8Array): Iterable<Uint8Array> {
  const hasReturns = input.includes(carriageReturn);
  for (let at = 0; at < input.length; ) {
    let end = input.indexOf(lineFeed, at);
    if (end === -1) end = input.length;
    if (hasReturns) {
      const carriage = input.indexOf(carriageReturn, at);
      if (carriage !== -1 && carriage < end) {
        yield input.subarray(at, carriage);
        at = carriage + (input[carriage + 1] === lineFeed ? 2 : 1);
        continue;
      }
    }
    yield input.subarray(at, end);
    at = end + 1;
  }
}

function* plain(input: Uint8Array): Iterable<LineRecord> {
  for (const value of lines(input)) yield { key: null, value, headers: noHeaders };
}

function* parsed(input: Uint8Array, reader: Reader, words: 'terse' | 'named'): Iterable<LineRecord> {
  const { nullMarker } = reader;
  const bytes = (text: string | null) => (text === null || text === nullMarker ? null : Buffer.from(text));
  let lineNumber = 0;
  for (const raw of lines(input)) {
    lineNumber++;
    const line = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString();
    const cut = (enabled: boolean, from: number, demarcation: string, name: string): string | null => {
      if (!enabled) return null;
      const index = line.indexOf(demarcation, from);
      if (index !== -1) return line.slice(from, index);
      if (reader.ignoreError) return null;
      throw new ReaderError(
        words === 'terse'
          ? `No key found on line ${lineNumber}: ${line}`
          : `No ${name} found on line number ${lineNumber}: '${line}'`,
      );
    };
    const headers = cut(reader.parseHeaders, 0, reader.headersDelimiter, 'headers delimiter');
    const headersEnd = headers === null ? 0 : headers.length + reader.headersDelimiter.length;
    const key = cut(reader.parseKey, headersEnd, reader.keySeparator, 'key separator');
    const value = line.slice(headersEnd + (key === null ? 0 : key.length + reader.keySeparator.length));
    yield {
      key: bytes(key),
      value: bytes(value),
      headers: headers === null || headers === nullMarker ? noHeaders : splitHeaders(headers, reader, lineNumber),
    };
  }
}

function splitHeaders(text: string, reader: Reader, lineNumber: number): Header[] {
  return text.split(reader.headersSeparator).map((pair) => {
    const index = pair.indexOf(reader.headersKeySeparator);
    if (index === -1) {
      if (reader.ignoreError) return { key: pair, value: null };
      throw new ReaderError(`No header key separator found in pair '${pair}' on line number ${lineNumber}`);
    }
    const key = pair.slice(0, index);
    if (key === reader.nullMarker)
      throw new ReaderError(
        `Header keys should not be equal to the null marker '${reader.nullMarker}' as they can't be null`,
      );
    const value = pair.slice(index + reader.headersKeySeparator.length);
    return { key, value: value === reader.nullMarker ? null : Buffer.from(value) };
  });
}
