import { literal, readEscape, readProperty } from './patternEscape';
import type { PatternReader } from './patternReader';

/**
 * Reads a Java character class, with its unions and intersections, as a JavaScript class for the `v` flag.
 * The reader stands on '[', or one character before the right side of '&&', which ends without taking its ']'.
 */
export function readClass(reader: PatternReader, isBracketed = true): string {
  return reader.nested(() => readMembers(reader, isBracketed));
}

function readMembers(reader: PatternReader, isBracketed: boolean): string {
  // Java collects single characters apart, and lets them join wherever a later one does.
  const singles: string[] = [];
  let hasNewSingles = false;
  let parts: string[] = [];
  let last: string | undefined;
  const joinSingles = (): void => {
    if (hasNewSingles) parts.push(`[${singles.join('')}]`);
    hasNewSingles = false;
  };
  let character = reader.next();
  const isNegated = character === '^' && reader.look(-1) === '[';
  if (isNegated) character = reader.next();
  for (;;) {
    if (character === '[') {
      last = readClass(reader);
      parts.push(last);
      character = reader.peek();
      continue;
    }
    if (character === '&') {
      if (reader.next() === '&') {
        const right = readRightSide(reader);
        const hadOnlySingles = parts.length === 0 && hasNewSingles;
        joinSingles();
        if (hadOnlySingles) last = parts[0];
        last = right ?? last;
        if (parts.length === 0) {
          if (right === undefined) throw reader.error('Bad class syntax');
          parts = [right];
        } else {
          if (last === undefined) throw reader.error('Bad intersection syntax');
          parts = [`[${union(parts)}&&${last}]`];
        }
        character = reader.peek();
        continue;
      }
      reader.at--;
    } else if (character === '' && reader.isAtEnd) {
      throw reader.error('Unclosed character class');
    } else if (character === ']' && (parts.length > 0 || hasNewSingles)) {
      if (isBracketed) reader.next();
      joinSingles();
      return isNegated ? `[^${union(parts)}]` : union(parts);
    }
    const part = readMember(reader);
    last = part.isSingle ? undefined : part.source;
    if (part.isSingle) {
      singles.push(part.source);
      hasNewSingles = true;
    } else parts.push(part.source);
    character = reader.peek();
  }
}

/** Plain ranges and sets stand without their brackets: very many classes in one take V8 seconds. */
function union(parts: readonly string[]): string {
  if (parts.length === 1) return parts[0]!;
  const isPlain = (part: string) => /^\[[^^[][^[]*\]$/.test(part) && !part.includes('&&');
  return `[${parts.map((part) => (isPlain(part) ? part.slice(1, -1) : part)).join('')}]`;
}

function readRightSide(reader: PatternReader): string | undefined {
  const parts: string[] = [];
  for (let character = reader.next(); character !== ']' && character !== '&'; character = reader.peek()) {
    const isNested = character === '[';
    if (!isNested) reader.at--;
    parts.push(readClass(reader, isNested));
  }
  return parts.length === 0 ? undefined : union(parts);
}

interface Member {
  readonly source: string;
  readonly isSingle: boolean;
}

function readMember(reader: PatternReader): Member {
  const ignoresCase = reader.flags.has('i');
  let code: number;
  if (reader.peek() === '\\') {
    const kind = reader.look(1);
    if (kind === 'p' || kind === 'P') return { source: readProperty(reader), isSingle: false };
    const escape = readEscape(reader, true, reader.look(2) === '-');
    if (escape.kind === 'set') return { source: escape.source, isSingle: false };
    if (escape.kind !== 'character') throw reader.error('Illegal/unsupported escape sequence');
    code = escape.code;
  } else {
    code = reader.look().codePointAt(0)!;
    reader.next();
  }
  if (reader.peek() !== '-' || reader.look(1) === '[' || reader.look(1) === ']') {
    // Latin-1 characters are the ones that Java collects apart.
    return { source: literal(code, ignoresCase), isSingle: code < 256 };
  }
  const end = readRangeEnd(reader);
  if (end < code) throw reader.error('Illegal character range');
  const range = `[${literal(code, false)}-${literal(end, false)}]`;
  return { source: ignoresCase ? withOtherCases(code, end, range) : range, isSingle: false };
}

/** The code of a range's last character; a set there is smaller than any, the end of the pattern too. */
function readRangeEnd(reader: PatternReader): number {
  if (reader.next() === '\\') {
    const escape = readEscape(reader, true, true);
    return escape.kind === 'character' ? escape.code : -1;
  }
  const code = reader.look().codePointAt(0) ?? 0;
  reader.next();
  return code;
}

function withOtherCases(from: number, to: number, range: string): string {
  let letters = '';
  for (const letter of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    const code = letter.charCodeAt(0) ^ 32;
    if (code >= from && code <= to) letters += letter;
  }
  return `[${range}${letters}]`;
}
