import type { JacksonRelease } from './jacksonRelease';

/** The exceptions of Jackson that malformed text can end in. */
export type JacksonException =
  | 'com.fasterxml.jackson.core.JsonParseException'
  | 'com.fasterxml.jackson.core.io.JsonEOFException'
  | 'com.fasterxml.jackson.core.exc.StreamConstraintsException';

/** Jackson's exception, thrown inside this folder only. */
export class JacksonError extends Error {
  /** @param text getMessage(): the message and, on a line of its own, where it happened */
  constructor(
    readonly exception: JacksonException,
    message: string,
    readonly text: string,
  ) {
    super(message);
  }
}

const snippetLength = 500;

/** A place in JSON text, and the words of Jackson's ReaderBasedJsonParser for what is wrong there. */
export class JacksonReader {
  at = 0;

  constructor(
    readonly text: string,
    readonly release: JacksonRelease,
  ) {}

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  look(): string {
    return this.text[this.at] ?? '';
  }

  /** The next character that is not white space, or '' at the end; leaves the reader on it. */
  skipBlanks(): string {
    for (; !this.isAtEnd; this.at++) {
      const character = this.look();
      if (character > ' ') {
        if (character === '/') {
          throw this.unexpected(
            "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for " +
              'parser)',
          );
        }
        return character;
      }
      if (!' \t\r\n'.includes(character)) {
        this.at++;
        throw this.parseError(
          `Illegal character (${described(character)}): only regular white space (\\r, \\n, \\t) is allowed between ` +
            'tokens',
          true,
          false,
        );
      }
    }
    return '';
  }

  /** The place that is `at` now, as "[Source: ...; line: 1, column: 5]". */
  place(at: number, columnOffset = 1): string {
    const lines = this.text.slice(0, at).split(/\r\n|\r|\n/);
    return `[Source: ${this.source()}; line: ${lines.length}, column: ${lines.at(-1)!.length + columnOffset}]`;
  }

  source(): string {
    if (!this.release.quotesSource) return 'REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)';
    const rest = this.text.length - snippetLength;
    return `(String)"${this.text.slice(0, snippetLength)}"${rest > 0 ? `[truncated ${rest} chars]` : ''}`;
  }

  /** An error about the character here, which is taken as read. */
  unexpected(expectation: string, character = this.look()): JacksonError {
    this.at++;
    return this.parseError(`Unexpected character (${described(character)}): ${expectation}`, true);
  }

  unexpectedInNumber(expectation: string, character = this.look()): JacksonError {
    return this.parseError(`Unexpected character (${described(character)}) in numeric value: ${expectation}`, true);
  }

  /**
   * @param isAboutCharacter the error is about the character just read, which counts for the column but for no new line
   */
  parseError(message: string, isAboutCharacter = false, pointsAtIt = this.release.pointsAtCharacter): JacksonError {
    const place = isAboutCharacter ? this.place(this.at - 1, pointsAtIt ? 1 : 2) : this.place(this.at);
    return new JacksonError('com.fasterxml.jackson.core.JsonParseException', message, `${message}\n at ${place}`);
  }

  endError(what: string): JacksonError {
    const message = `Unexpected end-of-input${what}`;
    return new JacksonError(
      'com.fasterxml.jackson.core.io.JsonEOFException',
      message,
      `${message}\n at ${this.place(this.at)}`,
    );
  }
}

/** A character in Jackson's words: "'x' (code 120)". */
export function described(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 32 || (code >= 127 && code < 160)) return `(CTRL-CHAR, code ${code})`;
  return `'${character}' (code ${code}${code > 255 ? ` / 0x${code.toString(16)}` : ''})`;
}
