/**
 * A piece of text up to the next place where a line may end: what `java.text.BreakIterator.getLineInstance()` answers
 * for English text, found by asking it. Openers stick to what follows; a run of hyphens, or of closing marks, and the
 * spaces after it end the piece, as does a number with a sign or with dots and commas between its digits.
 */
const piece = /[([{]*(?:-\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)+|[^\s\-([{)\]}.,:;!?]+)?(?:-+|[)\]}.,:;!?][)\]}.,:;!?"]*)?\s*/g;

/** Cuts a text where a line may end; the pieces keep their spaces and join to the text again. */
export function lineBreakPieces(line: string): readonly string[] {
  return line.match(piece)?.filter((part) => part !== '') ?? [];
}

/**
 * Wraps a text to lines of a width, all but the first indented, as joptsimple's help does
 * (joptsimple.internal.Columns).
 */
export function wrapColumn(raw: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of raw.trim().split('\n')) {
    let line = '';
    for (const word of lineBreakPieces(paragraph)) {
      if (line.length + word.length > width) {
        lines.push(line.trimEnd());
        line = `  ${word}`;
      } else {
        line += word;
      }
    }
    if (line !== '') lines.push(line);
  }
  return lines;
}
