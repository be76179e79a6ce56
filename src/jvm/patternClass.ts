import { literal, readEscape, readProperty } from './patternEscape';
import type { PatternReader } from './patternReader';

/**
 * Reads a Java character class, with its unions and intersections, as a JavaScript class for the `v` flag.
 * The reader stands on '[', or one character before the right side of '&&', which ends without taking its ']'.
 */
export function readClass(reader: PatternReader, isBracketed = true): string {
  // Java collects single characters apart, and lets them join wherever a later one does.
  const singles: string[] = [];
  let hasNewSingles = false;
  let whole: string | undefined;
  let last: string | undefined;
  const join = (part: string): void => {
    whole = whole === undefined ? part : `[${whole}${part}]`;
  };
  const joinSingles = (): void => {
    if (hasNewSingles) join(`[${singles.join('')}]`);
    hasNewSingles = false;
  };
  let character = reader.next();
  const isNegated = character === '^' && reader.look(-1) === '[';
  if (isNegated) character = reader.next();
  for (;;) {
    if (character === '[') {
      last = readClass(reader);
      join(last);
      character = reader.peek();
      continue;
    }
    if (character === '&') {
      if (reader.next() === '&') {
        const right = readRightSide(reader);
        const hadOnlySingles = whole === undefined && hasNewSingles;
        joinSingles();
        if (hadOnlySingles) last = whole;
        last = right ?? last;
        if (whole === undefined) {
          if (right === undefined) throw reader.error('Bad class syntax');
          whole = right;
        } else {
          if (last === undefined) throw reader.error('Bad intersection syntax');
          whole = `[${whole}&&${last}]`;
        }
        character = reader.peek();
        continue;
      }
      reader.at--;
    } else if (character === '' && reader.isAtEnd) {
      throw reader.error('Unclosed character class');
    } else if (character === ']' && (whole !== undefined || hasNewSingles)) {
      if (isBracketed) reader.next();
      joinSingles();
      return isNegated ? `[^${whole}]` : whole!;
    }
    const part = readMember(reader);
    last = part.isSingle ? undefined : part.source;
    if (part.isSingle) {
      singles.push(part.source);
      hasNewSingles = true;
    } else join(part.source);
    character = reader.peek();
  }
}

function readRightSide(reader: PatternReader): string | undefined {
  let right: string | undefined;
  for (let character = reader.next(); character !== ']' && character !== '&'; character = reader.peek()) {
    const isNested = character === '[';
    if (!isNested) reader.at--;
    const part = readClass(reader, isNested);
    right = right === undefined ? part : `[${right}${part}]`;
  }
  return right;
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
