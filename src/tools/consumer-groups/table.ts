import type { ToolContext } from '../tool';

type Cell = string | number;

/** "%-15s %-10s ... %s": the last width 0 for none. */
export function cells(widths: readonly number[], values: readonly Cell[]): string {
  return values.map((value, index) => String(value).padEnd(widths[index] ?? 0)).join(' ');
}

/** Prints a table: rows ended by a line end, or each begun by one, or only the header begun and all rows run on. */
export function printRows(
  context: ToolContext,
  kind: 'ended' | 'begun' | 'begun-then-ended' | 'run-on',
  widths: readonly number[],
  header: readonly Cell[],
  rows: readonly (readonly Cell[])[],
): void {
  const lines = [header, ...rows].map((row) => cells(widths, row));
  switch (kind) {
    case 'ended':
      context.write(`\n${lines.join('\n')}\n`);
      return;
    case 'begun':
      context.write(lines.map((line) => `\n${line}`).join(''));
      return;
    case 'begun-then-ended':
      context.write(`${lines.map((line) => `\n${line}`).join('')}\n`);
      return;
    case 'run-on':
      context.write(`\n${lines.join('')}`);
      return;
  }
}
