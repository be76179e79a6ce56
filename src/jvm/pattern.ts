import { readClass } from './patternClass';
import { literal, readEscape, readGroupName, readProperty } from './patternEscape';
import { PatternMatcher } from './patternMatch';
import { alternatives, nothing, sequence, set, type Counts, type PatternNode } from './patternNode';
import { PatternReader, PatternSyntaxError } from './patternReader';
import type { PatternFlag } from './patternReader';

/** A compiled Java pattern, or the message of the PatternSyntaxException, which has two or three lines. */
export type CompiledPattern =
  | { readonly kind: 'pattern'; readonly matches: (text: string) => boolean }
  | { readonly kind: 'error'; readonly message: string };

/**
 * `java.util.regex.Pattern.compile` of JDK 17, and whole-text matching as `String.matches`, for text without line ends,
 * such as the name of a topic. Left out: named characters and Unicode blocks (\p{InGreek}), which are refused as
 * unknown, and Java's refusal of a look-behind without limit.
 */
export function compileJavaPattern(pattern: string): CompiledPattern {
  const reader = new PatternReader(pattern);
  const groups: Groups = { count: 0, names: new Map(), hasReferences: false, largestCount: 0 };
  try {
    const root = readAlternatives(reader, groups);
    if (!reader.isAtEnd) throw reader.error("Unmatched closing ')'");
    // A backslash at the end has been read with what is behind the end.
    if (reader.at > reader.characters.length) throw reader.error('Unexpected internal error');
    const matcher = new PatternMatcher({ ...groups, root, captures: groups.count });
    return { kind: 'pattern', matches: (text) => matcher.matches(text) };
  } catch (error) {
    if (error instanceof PatternSyntaxError) return { kind: 'error', message: error.message };
    throw error;
  }
}

/** What has been read so far: capturing groups and whether any is referred to, and the largest count. */
interface Groups {
  count: number;
  readonly names: Map<string, number>;
  hasReferences: boolean;
  largestCount: number;
}

function readAlternatives(reader: PatternReader, groups: Groups): PatternNode {
  const parts = [readSequence(reader, groups)];
  while (reader.peek() === '|') {
    reader.next();
    parts.push(readSequence(reader, groups));
  }
  return alternatives(parts);
}

function readSequence(reader: PatternReader, groups: Groups): PatternNode {
  const parts: PatternNode[] = [];
  for (;;) {
    const character = reader.peek();
    if (character === '|' || character === ')' || (character === '' && reader.isAtEnd)) return sequence(parts);
    if ('?*+'.includes(character)) {
      reader.next();
      throw reader.error(`Dangling meta character '${character}'`);
    }
    const atom =
      character === '(' ? reader.nested(() => readGroup(reader, groups)) : readAtom(reader, groups, character);
    // A group of nothing but flags cannot be repeated: a quantifier behind it dangles.
    if (atom !== undefined) parts.push(readQuantifier(reader, groups, atom));
  }
}

function readAtom(reader: PatternReader, groups: Groups, character: string): PatternNode {
  if (character === '[') return set(readClass(reader));
  if (character === '\\') {
    const kind = reader.look(1);
    if (kind === 'p' || kind === 'P') return set(readProperty(reader));
    return readEscaped(reader, groups);
  }
  // Java takes '{' for a quantifier of nothing.
  if (character === '{') return sequence([]);
  reader.next();
  if (character === '^' || character === '$') return { kind: 'assertion', at: character === '^' ? 'start' : 'end' };
  if (character === '.') {
    return set(reader.flags.has('s') ? '[^]' : reader.flags.has('d') ? '[^\\n]' : '[^\\n\\r\\x85\\u2028\\u2029]');
  }
  return set(literal(character.codePointAt(0)!, reader.flags.has('i')));
}

function readEscaped(reader: PatternReader, groups: Groups): PatternNode {
  const escape = readEscape(reader, false);
  switch (escape.kind) {
    case 'character':
      return set(literal(escape.code, reader.flags.has('i')));
    case 'set':
      return set(escape.source);
    case 'node':
      return escape.node;
    case 'group': {
      let number = escape.number;
      // More digits count only while there is such a group.
      while (/^\d$/.test(reader.peek()) && number * 10 + Number(reader.peek()) <= groups.count) {
        number = number * 10 + Number(reader.read());
      }
      return number > groups.count ? nothing : reference(groups, number);
    }
    case 'name': {
      const number = groups.names.get(escape.name);
      if (number === undefined) throw reader.error(`named capturing group <${escape.name}> does not exist`);
      return reference(groups, number);
    }
  }
}

function reference(groups: Groups, number: number): PatternNode {
  groups.hasReferences = true;
  return { kind: 'reference', number };
}

function readGroup(reader: PatternReader, groups: Groups): PatternNode | undefined {
  const outerFlags = reader.flags;
  let close = (part: PatternNode): PatternNode => part;
  const capture = () => {
    const number = ++groups.count;
    close = (part) => ({ kind: 'capture', number, part });
  };
  const look = (isBehind: boolean, sign: string) => {
    close = (part) => ({ kind: 'look', isBehind, isNegative: sign === '!', part });
  };
  if (reader.next() === '?') {
    const kind = reader.look(1);
    reader.at += 2;
    if (kind === '=' || kind === '!') look(false, kind);
    else if (kind === '>') close = (part) => ({ kind: 'atomic', part });
    else if (kind === '<') {
      const character = reader.read();
      if (character === '=' || character === '!') look(true, character);
      else {
        const name = readGroupName(reader, character);
        if (groups.names.has(name)) throw reader.error(`Named capturing group <${name}> is already defined`);
        capture();
        groups.names.set(name, groups.count);
      }
    } else if (kind === '$' || kind === '@') throw reader.error('Unknown group type');
    else if (kind !== ':') {
      reader.at--;
      readFlags(reader);
      const end = reader.read();
      if (end === ')') return undefined;
      if (end !== ':') throw reader.error('Unknown inline modifier');
    }
  } else capture();
  const inner = readAlternatives(reader, groups);
  if (reader.read() !== ')') throw reader.error('Unclosed group');
  reader.flags = outerFlags;
  return close(inner);
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

function readQuantifier(reader: PatternReader, groups: Groups, part: PatternNode): PatternNode {
  const counts = readCounts(reader);
  if (!counts) return part;
  groups.largestCount = Math.max(groups.largestCount, counts.min, Number.isFinite(counts.max) ? counts.max : 0);
  const mode = reader.next();
  if (mode === '?' || mode === '+') reader.next();
  if (mode !== '+') return { kind: 'repeat', part, counts, isLazy: mode === '?' };
  // Java never goes back into a round of a possessive loop, not even for the next round.
  const round: PatternNode = { kind: 'atomic', part };
  return { kind: 'atomic', part: { kind: 'repeat', part: round, counts, isLazy: false } };
}

const signs: Readonly<Record<string, Counts>> = {
  '?': { min: 0, max: 1 },
  '*': { min: 0, max: Number.POSITIVE_INFINITY },
  '+': { min: 1, max: Number.POSITIVE_INFINITY },
};

/** Reads ?, *, +, {n}, {n,} or {n,m}, if there is one, and leaves the reader on its last character. */
function readCounts(reader: PatternReader): Counts | undefined {
  if (reader.peek() !== '{') return signs[reader.peek()];
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
  let max = min;
  if (character === ',') {
    character = reader.read();
    max = character === '}' ? Number.POSITIVE_INFINITY : readNumber();
  }
  if (character !== '}') throw reader.error('Unclosed counted closure');
  if (max < min) throw reader.error('Illegal repetition range');
  reader.at--;
  return { min, max };
}
