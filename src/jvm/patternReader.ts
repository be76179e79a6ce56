/** Java's `PatternSyntaxException`, thrown inside this folder only. */
export class PatternSyntaxError extends Error {
  /**
   * The exception's getMessage(): what is wrong, the pattern, and a caret below the place unless that is behind the
   * end.
   */
  constructor(description: string, pattern: string, index: number) {
    const place = index >= 0 ? ` near index ${index}` : '';
    const caret = index >= 0 && index < pattern.length ? `\n${pattern.slice(0, index).replace(/[^\t]/g, ' ')}^` : '';
    super(`${description}${place}\n${pattern}${caret}`);
  }
}

/** Flags by the letters of `(?i)`; `c` and `x` change how the pattern itself is read. */
export type PatternFlag = 'i' | 'm' | 's' | 'd' | 'u' | 'c' | 'x' | 'U';

/** JDK 17 runs out of stack between 900 and 1600 groups in each other, by chance, and between 3000 and 4000 classes. */
const maxDepth = 1200;

/** A place in a Java pattern, in code points; behind its end stand empty strings. */
export class PatternReader {
  at = 0;
  private depth = 0;
  flags: ReadonlySet<PatternFlag> = new Set();
  readonly characters: readonly string[];

  constructor(readonly pattern: string) {
    this.characters = unquote(Array.from(pattern));
  }

  get isAtEnd(): boolean {
    return this.at >= this.characters.length;
  }

  /** The character at an offset from here, without moving. */
  look(offset = 0): string {
    return this.characters[this.at + offset] ?? '';
  }

  peek(): string {
    this.skipBlanks();
    return this.look();
  }

  read(): string {
    const character = this.peek();
    this.at++;
    return character;
  }

  next(): string {
    this.at++;
    return this.peek();
  }

  /** Reads a group or a class, which may stand in others. */
  nested<T>(read: () => T): T {
    if (++this.depth > maxDepth) throw this.error('Stack overflow during pattern compilation');
    const result = read();
    this.depth--;
    return result;
  }

  /** An error where Java's parser would report it: at the last character read. */
  error(description: string): PatternSyntaxError {
    return new PatternSyntaxError(description, this.pattern, this.at - 1);
  }

  /** Under (?x) blanks and comments mean nothing. */
  private skipBlanks(): void {
    if (!this.flags.has('x')) return;
    while (/^[\t-\r ]$/.test(this.look()) || this.look() === '#') {
      if (this.look() === '#') while (!this.isAtEnd && !/^[\n\r]$/.test(this.look())) this.at++;
      else this.at++;
    }
  }
}

/**
 * Puts a backslash before each sign between \Q and \E, as Java does before it parses; so places behind them count these
 * too.
 */
function unquote(characters: readonly string[]): readonly string[] {
  const out: string[] = [];
  let isQuoted = false;
  let isFirst = false;
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i]!;
    const following = characters[i + 1];
    if (!isQuoted) {
      out.push(character);
      if (character !== '\\' || following === undefined) continue;
      i++;
      if (following !== 'Q') out.push(following);
      else {
        out.pop();
        isQuoted = isFirst = true;
      }
    } else if (character === '\\' && following === 'E') {
      i++;
      isQuoted = false;
    } else {
      // A digit could be taken for part of an escape before the quotation.
      if (isFirst && /^\d$/.test(character)) out.push('\\', 'x', '3');
      else if (/^[\0-\x7f]$/.test(character) && !/^\w$/.test(character)) out.push('\\');
      else if (character === '_') out.push('\\');
      out.push(character);
      isFirst = false;
    }
  }
  return out;
}
