/**
 * The first line is the header of a table that ToolsUtils.prettyPrintTable wrote: cells padded to their column, a tab
 * behind each.
 */
export function isTable(lines: readonly string[]): boolean {
  return /^\w+ *\t(?:\w[\w()]* *\t)+$/.test(lines[0] ?? '');
}

/** A row's cells, each with the spaces that pad it. */
export function tableCells(line: string): (readonly [cell: string, padding: string])[] {
  return line.split('\t').map((text) => [text.trimEnd(), text.slice(text.trimEnd().length)]);
}
