import { lineBreakPieces } from './lineBreaks';

/** Width that argparse4j fills where it finds no terminal. */
export const formatWidth = 75;

/**
 * Spreads the words of a line over a width; the middle gaps take what cannot be shared evenly (TextHelper.adjustSpace).
 */
function justify(line: string, room: number): string {
  const words = line.trim().split(/( +)/);
  const gaps = (words.length - 1) / 2;
  if (gaps === 0) return words.join('');
  const missing = room - line.trim().length;
  const rest = missing % gaps;
  const restStart = Math.trunc((gaps - rest + 1) / 2);
  return words
    .map((word, i) => {
      if (i % 2 === 0) return word;
      const gap = (i - 1) / 2;
      const extra = gap >= restStart && gap < restStart + rest ? 1 : 0;
      return word + ' '.repeat(Math.trunc(missing / gaps) + extra);
    })
    .join('');
}

/**
 * Fills a text into lines of `formatWidth`, all full ones justified (TextHelper.wrap).
 * @param offset columns already used on the first line
 * @param indent written before every line but the first
 */
export function fillText(text: string, offset = 0, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = offset;
  const start = (): string => (lines.length === 0 ? '' : indent);
  for (const word of lineBreakPieces(text)) {
    if (used + word.length > formatWidth) {
      const taken = lines.length === 0 ? offset : indent.length;
      lines.push(start() + justify(line, formatWidth - taken));
      line = '';
      used = indent.length;
    }
    line += word;
    used += word.length;
    if (word.endsWith('\n')) {
      lines.push(start() + line.slice(0, -1));
      line = '';
      used = indent.length;
    }
  }
  return [...lines, start() + line];
}

const helpColumn = 25;

/** An argument or a command with its help, in the two columns of a help text (TextHelper.printHelp). */
export function helpRow(title: string, help: string): readonly string[] {
  if (help === '') return [`  ${title}`];
  const [first, ...more] = fillText(help, helpColumn, ' '.repeat(helpColumn));
  if (title.length <= helpColumn - 4) return [`  ${title}`.padEnd(helpColumn) + first, ...more];
  return [`  ${title}`, ' '.repeat(helpColumn) + first, ...more];
}
