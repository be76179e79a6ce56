/** ToolsUtils.prettyPrintTable: each cell as wide as its column, followed by a tab. */
export function prettyTable(headers: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = headers.map((header, column) => Math.max(header.length, ...rows.map((row) => row[column]!.length)));
  return [headers, ...rows].map((row) => row.map((cell, column) => `${cell.padEnd(widths[column]!)}\t`).join(''));
}
