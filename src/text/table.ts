import type { Paint } from './paint';

/**
 * cli-table3 takes a tenth of a millisecond for each row, so what nobody reads as a table is laid out by hand, in the
 * same columns.
 */
const drawnAtMost = 500;
const columnGap = 2;

/**
 * Draws a table without lines; cells may hold colour. Gives its lines.
 * @param rows gives the rows as often as it is called: of many none is kept
 */
export type DrawTable = (
  paint: Paint,
  head: readonly string[],
  rows: () => Iterable<readonly string[]>,
) => Iterable<string>;

/** Loads cli-table3, which only commands that print tables need. */
export async function loadTables(): Promise<DrawTable> {
  const { default: Table } = await import('cli-table3');
  return (paint, head, rows) => {
    const all = function* () {
      yield head.map((title) => paint.heading(title));
      yield* rows();
    };
    const few: (readonly string[])[] = [];
    for (const row of all()) if (few.push(row) > drawnAtMost) return columns(all);
    return drawn(new Table(design), few);
  };
}

const design = {
  style: { head: [], border: [], 'padding-left': 0, 'padding-right': columnGap },
  chars: {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
    left: '',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: '',
  },
};

function drawn(table: InstanceType<typeof import('cli-table3')>, rows: readonly (readonly string[])[]): string[] {
  for (const row of rows) table.push([...row]);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

function* columns(rows: () => Iterable<readonly string[]>): Iterable<string> {
  const widths: number[] = [];
  for (const row of rows())
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, visibleLength(cell));
  for (const row of rows())
    yield row
      .map((cell, column) => cell + ' '.repeat(widths[column]! - visibleLength(cell) + columnGap))
      .join('')
      .trimEnd();
}

function visibleLength(text: string): number {
  return text.includes('\u001b') ? text.replace(/\u001b\[[0-9;]*m/g, '').length : text.length;
}
