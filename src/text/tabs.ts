const tabColumns = 8;

/** A line with blanks for its tabs, as a terminal shows it. */
export function withoutTabs(line: string): string {
  let shown = '';
  for (const part of line.split(/(\t)/))
    shown += part === '\t' ? ' '.repeat(tabColumns - (shown.length % tabColumns)) : part;
  return shown;
}
