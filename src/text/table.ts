import type { Paint } from './paint';

/**
 * cli-table3 takes a tenth of a millisecond for each row, so what nobody reads as a table is laid out by hand, in the
 * same columns.
 */
const drawnAtMost = 500;
const columnGap = 2;

/** A table without lines; cells may hold colour. */
export async function drawTable(
  paint: Paint,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<string> {
  const all = [head.map((title) => paint.heading(title)), ...rows];
  if (rows.length > drawnAtMost) return columns(all);
  const { default: Table } = await import('cli-table3');
  const table = new Table({
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
  });
  for (const row of all) table.push([...row]);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, visibleLength(cell));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat(widths[column]! - visibleLength(cell) + columnGap))
      .join('')
      .trimEnd();
  return rows.map(line).join('\n');
}

function visibleLength(text: string): number {
  return text.includes('\u001b') ? text.replace(/\u001b\[[0-9;]*m/g, '').length : text.length;
}
