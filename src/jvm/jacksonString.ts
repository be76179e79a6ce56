import { described } from './jacksonReader';
import type { JacksonReader } from './jacksonReader';

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Reads a string or the name of a field, from its opening quote to behind its closing one. */
export function readString(reader: JacksonReader, what: 'string value' | 'name'): string {
  reader.at++;
  let value = '';
  const plain = /[^"\\\0-\x1f]*/y;
  for (;;) {
    plain.lastIndex = reader.at;
    value += plain.exec(reader.text)![0];
    reader.at = plain.lastIndex;
    if (reader.isAtEnd)
      throw reader.endError(what === 'name' ? ' in field name' : ': was expecting closing quote for a string value');
    const character = reader.look();
    reader.at++;
    if (character === '"') return value;
    if (character !== '\\') {
      throw reader.parseError(
        `Illegal unquoted character (${described(character)}): has to be escaped using backslash to be included in ` +
          `${what}`,
        true,
      );
    }
    value += readEscape(reader);
  }
}

function readEscape(reader: JacksonReader): string {
  if (reader.isAtEnd) throw reader.endError(' in character escape sequence');
  const character = reader.look();
  reader.at++;
  if (character === 'u') return readUnicode(reader);
  const escaped = escapes[character];
  if (escaped === undefined) throw reader.parseError(`Unrecognized character escape ${described(character)}`, true);
  return escaped;
}

function readUnicode(reader: JacksonReader): string {
  let code = 0;
  for (let i = 0; i < 4; i++) {
    if (reader.isAtEnd) throw reader.endError(' in character escape sequence');
    const digit = parseInt(reader.look(), 16);
    if (Number.isNaN(digit)) throw reader.unexpected('expected a hex-digit for character escape sequence');
    reader.at++;
    code = code * 16 + digit;
  }
  return String.fromCharCode(code);
}
