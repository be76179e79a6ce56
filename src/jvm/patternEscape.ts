import { alternatives, sequence, set, type PatternNode } from './patternNode';
import type { PatternReader } from './patternReader';

/**
 * What a backslash in a Java pattern stands for; a set's source is a JavaScript class that may stand in another class.
 */
export type Escape =
  | { readonly kind: 'character'; readonly code: number }
  | { readonly kind: 'set'; readonly source: string }
  | { readonly kind: 'node'; readonly node: PatternNode }
  | { readonly kind: 'group'; readonly number: number }
  | { readonly kind: 'name'; readonly name: string };

const sets: Readonly<Record<string, string>> = {
  d: '[0-9]',
  D: '[^0-9]',
  w: '[a-zA-Z_0-9]',
  W: '[^a-zA-Z_0-9]',
  s: '[ \\t-\\r]',
  S: '[^ \\t-\\r]',
  h: '[ \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]',
  H: '[^ \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]',
  v: '[\\n-\\r\\x85\\u2028\\u2029]',
  V: '[^\\n-\\r\\x85\\u2028\\u2029]',
};
const nodes: Readonly<Record<string, PatternNode>> = {
  A: { kind: 'assertion', at: 'start' },
  G: { kind: 'assertion', at: 'start' },
  Z: { kind: 'assertion', at: 'end' },
  z: { kind: 'assertion', at: 'end' },
  b: { kind: 'assertion', at: 'boundary' },
  B: { kind: 'assertion', at: 'inside' },
  R: alternatives([sequence([set('\\r'), set('\\n')]), set('[\\n-\\r\\x85\\u2028\\u2029]')]),
  X: set('[^]'),
};
const controls: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };
const properties: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\0-\\x7f',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Punct: '!-\\/:-@\\[-`\\{-~',
  Graph: '!-~',
  Print: ' -~',
  Blank: ' \\t',
  Cntrl: '\\0-\\x1f\\x7f',
  XDigit: '0-9a-fA-F',
  Space: ' \\t-\\r',
  L1: '\\0-\\xff',
  all: '\\u{0}-\\u{10ffff}',
  LD: '\\p{L}\\p{Nd}',
  LC: '\\p{Lu}\\p{Ll}\\p{Lt}',
  javaLowerCase: '\\p{Lowercase}',
  javaUpperCase: '\\p{Uppercase}',
  javaAlphabetic: '\\p{Alphabetic}',
  javaLetter: '\\p{L}',
  javaDigit: '\\p{Nd}',
  javaLetterOrDigit: '\\p{L}\\p{Nd}',
  javaWhitespace: '\\t-\\r\\x1c-\\x20\\p{Zl}\\p{Zp}',
};

/**
 * A JavaScript class or character for one code point, in a class or out of it; under (?i) both cases of an ASCII
 * letter.
 */
export function literal(code: number, ignoresCase: boolean): string {
  const character = String.fromCodePoint(code);
  if (ignoresCase && /^[a-zA-Z]$/.test(character)) return `[${character.toLowerCase()}${character.toUpperCase()}]`;
  return /^\w$/.test(character) ? character : `\\u{${code.toString(16)}}`;
}

/** Reads an escape; the reader stands on its backslash. */
export function readEscape(reader: PatternReader, isInClass: boolean, isInRange = false): Escape {
  const character = reader.look(1);
  reader.at += 2;
  if (character === '0') return { kind: 'character', code: readOctal(reader) };
  if (character === 'x') return { kind: 'character', code: readHex(reader) };
  if (character === 'u') return { kind: 'character', code: readUnicode(reader) };
  if (character === 'c') {
    if (reader.isAtEnd) throw reader.error('Illegal control escape sequence');
    return { kind: 'character', code: reader.read().codePointAt(0)! ^ 64 };
  }
  if (character === 'N') throw readCharacterName(reader);
  if (character === 'v' && isInRange) return { kind: 'character', code: 11 };
  if (controls[character] !== undefined) return { kind: 'character', code: controls[character] };
  if (sets[character] !== undefined) return { kind: 'set', source: sets[character] };
  if (!isInClass) {
    if (/^[1-9]$/.test(character)) return { kind: 'group', number: Number(character) };
    if (nodes[character] !== undefined) return { kind: 'node', node: nodes[character] };
    if (character === 'k') {
      if (reader.read() !== '<') throw reader.error("\\k is not followed by '<' for named capturing group");
      return { kind: 'name', name: readGroupName(reader, reader.read()) };
    }
  }
  if (/^[a-zA-Z1-9]$/.test(character)) throw reader.error('Illegal/unsupported escape sequence');
  return { kind: 'character', code: character.codePointAt(0) ?? 0 };
}

/** The name of a group behind its first character, up to and with '>'. */
export function readGroupName(reader: PatternReader, first: string): string {
  if (!/^[a-zA-Z]$/.test(first)) throw reader.error('capturing group name does not start with a Latin letter');
  let name = first;
  let character = reader.read();
  for (; /^[a-zA-Z0-9]$/.test(character); character = reader.read()) name += character;
  if (character !== '>') throw reader.error("named capturing group is missing trailing '>'");
  return name;
}

function readOctal(reader: PatternReader): number {
  const digits = /^(?:[0-3][0-7]{2}|[0-7]{1,2})/.exec(reader.look() + reader.look(1) + reader.look(2))?.[0];
  reader.at += digits?.length ?? 1;
  if (digits === undefined) throw reader.error('Illegal octal escape sequence');
  return parseInt(digits, 8);
}

const isHex = (character: string): boolean => /^[0-9a-fA-F]$/.test(character);

function readHex(reader: PatternReader): number {
  const first = reader.read();
  if (isHex(first)) {
    const second = reader.read();
    if (isHex(second)) return parseInt(first + second, 16);
  } else if (first === '{' && isHex(reader.peek())) {
    let code = 0;
    let character = reader.read();
    for (; isHex(character); character = reader.read()) {
      code = code * 16 + parseInt(character, 16);
      if (code > 0x10ffff) throw reader.error('Hexadecimal codepoint is too big');
    }
    if (character !== '}') throw reader.error('Unclosed hexadecimal escape sequence');
    return code;
  }
  throw reader.error('Illegal hexadecimal escape sequence');
}

function readUnicode(reader: PatternReader): number {
  let code = 0;
  for (let i = 0; i < 4; i++) {
    const character = reader.read();
    if (!isHex(character)) throw reader.error('Illegal Unicode escape sequence');
    code = code * 16 + parseInt(character, 16);
  }
  return code;
}

/** No character has a name here: topic names have none that needs one. */
function readCharacterName(reader: PatternReader): Error {
  if (reader.read() !== '{') return reader.error('Illegal character name escape sequence');
  let name = '';
  for (let character = reader.read(); character !== '}'; character = reader.read()) {
    if (reader.isAtEnd) return reader.error('Unclosed character name escape sequence');
    name += character;
  }
  return reader.error(`Unknown character name [${name}]`);
}

/** Reads \p{Name}, \PL and the like as a class; the reader stands on the backslash. */
export function readProperty(reader: PatternReader): string {
  reader.at++;
  const negation = reader.look() === 'P' ? '^' : '';
  let name: string;
  if (reader.next() === '{') {
    reader.at++;
    const from = reader.at;
    while (!reader.isAtEnd && reader.look() !== '}') reader.at++;
    name = reader.characters.slice(from, reader.at).join('');
    reader.at++;
    if (reader.at > reader.characters.length) throw reader.error('Unclosed character family');
    if (name === '') throw reader.error('Empty character family');
  } else {
    name = reader.look() || '\0';
    reader.at++;
  }
  const source = reader.flags.has('i') ? property(name.replace(/^(?:Lower|Upper)$/, 'Alpha')) : property(name);
  if (source !== undefined) return `[${negation}${source}]`;
  const [, key, value] = /^([^=]*)=(.*)$/.exec(name) ?? [];
  throw reader.error(
    key === undefined
      ? `Unknown character property name {${name}}`
      : `Unknown Unicode property {name=<${key.toLowerCase()}>, value=<${value}>}`,
  );
}

function property(name: string): string | undefined {
  if (Object.hasOwn(properties, name)) return properties[name];
  const [, prefix, rest] = /^(Is|sc=|script=|gc=|general_category=|)(.*)$/i.exec(name)!;
  const forms = prefix === '' ? (/^[A-Z][a-z]?$/.test(name) ? [name] : []) : [`Script=${rest}`, rest!];
  return forms
    .filter((form) => /^[\w=]+$/.test(form))
    .map((form) => `\\p{${form}}`)
    .find(isKnownProperty);
}

function isKnownProperty(source: string): boolean {
  try {
    return new RegExp(source, 'v') !== undefined;
  } catch {
    return false;
  }
}
