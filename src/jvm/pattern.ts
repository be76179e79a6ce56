import { readClass } from './patternClass';
import { literal, readEscape, readGroupName, readProperty } from './patternEscape';
import { PatternReader, PatternSyntaxError } from './patternReader';
import type { PatternFlag } from './patternReader';

/** A compiled Java pattern, or the message of the PatternSyntaxException, which has two or three lines. */
export type CompiledPattern =
  | { readonly kind: 'pattern'; readonly matches: (text: string) => boolean }
  | { readonly kind: 'error'; readonly message: string };

/**
 * `java.util.regex.Pattern.compile` of JDK 17, and whole-text matching as `String.matches`, for text without line ends, such as the
 * name of a topic. Left out: named characters and Unicode blocks (\p{InGreek}), which are refused as unknown, and Java's refusal of a
 * look-behind without limit.
 */
export function compileJavaPattern(pattern: string): CompiledPattern {
  const reader = new PatternReader(pattern);
  const groups: Groups = { count: 0, atomic: 0, names: new Map() };
  try {
    const source = readAlternatives(reader, groups);
    if (!reader.isAtEnd) throw reader.error("Unmatched closing ')'");
    // A backslash at the end has been read with what is behind the end.
    if (reader.at > reader.characters.length) throw reader.error('Unexpected internal error');
    const compiled = new RegExp(`^(?:${source})$`, 'v');
    return { kind: 'pattern', matches: (text) => compiled.test(text) };
  } catch (error) {
    if (error instanceof PatternSyntaxError) return { kind: 'error', message: error.message };
    throw error;
  }
}

/** Capturing groups so far: Java's, in the output named g1, g2, ..., and those that stand for atomic groups, a1, a2, ... */
interface Groups {
  count: number;
  atomic: number;
  readonly names: Map<string, number>;
}

function readAlternatives(reader: PatternReader, groups: Groups): string {
  const parts = [readSequence(reader, groups)];
  while (reader.peek() === '|') {
    reader.next();
    parts.push(readSequence(reader, groups));
  }
  return parts.join('|');
}

function readSequence(reader: PatternReader, groups: Groups): string {
  let source = '';
  for (;;) {
    const character = reader.peek();
    if (character === '|' || character === ')' || (character === '' && reader.isAtEnd)) return source;
    if ('?*+'.includes(character)) {
      reader.next();
      throw reader.error(`Dangling meta character '${character}'`);
    }
    const atom = character === '(' ? readGroup(reader, groups) : readAtom(reader, groups, character);
    // A group of nothing but flags cannot be repeated: a quantifier behind it dangles.
    if (atom === undefined) continue;
    source += readQuantifier(reader, groups, atom);
  }
}

function readAtom(reader: PatternReader, groups: Groups, character: string): string {
  if (character === '[') return readClass(reader);
  if (character === '\\') {
    const kind = reader.look(1);
    if (kind === 'p' || kind === 'P') return readProperty(reader);
    return readEscaped(reader, groups);
  }
  // Java takes '{' for a quantifier of nothing.
  if (character === '{') return '';
  reader.next();
  if (character === '^' || character === '$') return character;
  if (character === '.') {
    return reader.flags.has('s') ? '[^]' : reader.flags.has('d') ? '[^\\n]' : '[^\\n\\r\\x85\\u2028\\u2029]';
  }
  return literal(character.codePointAt(0)!, reader.flags.has('i'));
}

function readEscaped(reader: PatternReader, groups: Groups): string {
  const escape = readEscape(reader, false);
  switch (escape.kind) {
    case 'character':
      return literal(escape.code, reader.flags.has('i'));
    case 'set':
    case 'assertion':
      return escape.source;
    case 'group': {
      let number = escape.number;
      // More digits count only while there is such a group.
      while (/^\d$/.test(reader.peek()) && number * 10 + Number(reader.peek()) <= groups.count) {
        number = number * 10 + Number(reader.read());
      }
      return number > groups.count ? '(?!)' : `\\k<g${number}>`;
    }
    case 'name': {
      const number = groups.names.get(escape.name);
      if (number === undefined) throw reader.error(`named capturing group <${escape.name}> does not exist`);
      return `\\k<g${number}>`;
    }
  }
}

function readGroup(reader: PatternReader, groups: Groups): string | undefined {
  const outerFlags = reader.flags;
  let open = '(?:';
  let isAtomic = false;
  if (reader.next() === '?') {
    const kind = reader.look(1);
    reader.at += 2;
    if (kind === ':' || kind === '=' || kind === '!') open = `(?${kind}`;
    else if (kind === '>') isAtomic = true;
    else if (kind === '<') {
      const character = reader.read();
      if (character === '=' || character === '!') open = `(?<${character}`;
      else {
        const name = readGroupName(reader, character);
        if (groups.names.has(name)) throw reader.error(`Named capturing group <${name}> is already defined`);
        open = openCapturing(groups);
        groups.names.set(name, groups.count);
      }
    } else if (kind === '$' || kind === '@') throw reader.error('Unknown group type');
    else {
      reader.at--;
      readFlags(reader);
      const end = reader.read();
      if (end === ')') return undefined;
      if (end !== ':') throw reader.error('Unknown inline modifier');
    }
  } else open = openCapturing(groups);
  const inner = readAlternatives(reader, groups);
  if (reader.read() !== ')') throw reader.error('Unclosed group');
  reader.flags = outerFlags;
  return isAtomic ? atomic(groups, inner) : `${open}${inner})`;
}

function openCapturing(groups: Groups): string {
  groups.count++;
  return `(?<g${groups.count}>`;
}

/** JavaScript has no atomic group; a look-ahead that captures, and then that capture, match the same. */
function atomic(groups: Groups, source: string): string {
  groups.atomic++;
  return `(?:(?=(?<a${groups.atomic}>${source}))\\k<a${groups.atomic}>)`;
}

function readFlags(reader: PatternReader): void {
  const flags = new Set(reader.flags);
  reader.flags = flags;
  let isOn = true;
  for (let flag = reader.peek(); ; flag = reader.next()) {
    if (flag === '-' && isOn) isOn = false;
    else if (!/^[imsducxU]$/.test(flag)) return;
    else if (isOn) flags.add(flag as PatternFlag);
    else flags.delete(flag as PatternFlag);
  }
}

function readQuantifier(reader: PatternReader, groups: Groups, atom: string): string {
  const character = reader.peek();
  const counts = character === '{' ? readCounts(reader) : '?*+'.includes(character) ? character : '';
  if (counts === '') return atom;
  const mode = reader.next();
  if (mode === '?' || mode === '+') reader.next();
  const repeated = `(?:${atom})${counts}`;
  return mode === '+' ? atomic(groups, repeated) : mode === '?' ? `${repeated}?` : repeated;
}

/** Reads {n}, {n,} or {n,m}, and leaves the reader on its last character. */
function readCounts(reader: PatternReader): string {
  reader.at++;
  let character = reader.read();
  if (!/^\d$/.test(character)) throw reader.error('Illegal repetition');
  const readNumber = (): number => {
    let number = 0;
    for (; /^\d$/.test(character); character = reader.read()) {
      number = number * 10 + Number(character);
      if (number > 0x7fffffff) throw reader.error('Illegal repetition range');
    }
    return number;
  };
  const min = readNumber();
  let max: number | undefined = min;
  if (character === ',') {
    character = reader.read();
    max = character === '}' ? undefined : readNumber();
  }
  if (character !== '}') throw reader.error('Unclosed counted closure');
  if (max !== undefined && max < min) throw reader.error('Illegal repetition range');
  reader.at--;
  return `{${min},${max ?? ''}}`;
}
