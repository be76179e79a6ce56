import { lexer, type Token, type Tokens } from 'marked';

/** A top-level piece of Markdown, and where it stands in the text it was read from. */
export interface Piece {
  readonly token: Token;
  readonly start: number;
  /** Line in the file, from 1. */
  readonly line: number;
}

/** A fenced block: its info string, and where what stands between the fences begins and ends. */
export interface Fence {
  /** Words of the info string. */
  readonly words: readonly string[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts Markdown into its top-level pieces.
 * @param from where in the text the Markdown begins
 */
export function piecesOf(text: string, from: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = from;
  let line = lineAt(text, from);
  for (const token of lexer(text.slice(from))) {
    pieces.push({ token, start, line });
    start += token.raw.length;
    line += token.raw.split('\n').length - 1;
  }
  return pieces;
}

/** The line of a place in a text, from 1. */
function lineAt(text: string, place: number): number {
  return text.slice(0, place).split('\n').length;
}

/** What a piece is if it is a fenced block. */
export function fenceOf({ token, start }: Piece): Fence | undefined {
  if (token.type !== 'code') return undefined;
  const opening = /^[ ]{0,3}(?:`{3,}|~{3,})[^\n]*\n/.exec(token.raw);
  if (!opening) return undefined;
  const inner = token.raw
    .slice(opening[0].length)
    .replace(/(?:^|\n)[ ]{0,3}(?:`{3,}|~{3,})\s*$/, (end) => (end.startsWith('\n') ? '\n' : ''));
  const begin = start + opening[0].length;
  return {
    words: ((token as Tokens.Code).lang ?? '').trim().split(/\s+/),
    text: inner,
    start: begin,
    end: begin + inner.length,
  };
}

/** Lines of fenced console blocks that stand within lists or quotes, where they are not read. */
export function nestedConsoleBlocks(pieces: readonly Piece[]): readonly number[] {
  return pieces.flatMap(({ token, line }) =>
    token.type === 'list' || token.type === 'blockquote'
      ? token.raw.split('\n').flatMap((each, index) => (/^[\s>*+\d.-]*`{3,}console\b/.test(each) ? [line + index] : []))
      : [],
  );
}
