/**
 * What of a usage text with a column of options stays without its sentences: the left column, its blank rows left out.
 */
export function optionColumn(lines: readonly string[]): string {
  const start = lines.findIndex((line) => line.startsWith('Option'));
  const width = lines[start]!.indexOf('Description');
  const column = lines.slice(start).map((line) => line.slice(0, width).trimEnd());
  return `${column.filter((line) => line !== '').join('\n')}\n`;
}

/** What of a help text of argparse4j stays without its sentences: usage, headings, titles of arguments and commands. */
export function helpLayout(lines: readonly string[]): readonly string[] {
  const usageEnd = lines.indexOf('');
  const rest = lines.slice(usageEnd).flatMap((line) => {
    if (/^\S.*:$/.test(line)) return [line];
    if (!/^ {2}(-|\{|COMMAND$)|^ {4}\S/.test(line)) return [];
    const isBesideHelp = line.length > 25 && line[24] === ' ' && line.slice(0, 25).trimEnd().length <= 23;
    return [isBesideHelp ? line.slice(0, 25).trimEnd() : line];
  });
  return [...lines.slice(0, usageEnd), ...rest];
}

/**
 * One stream of an answer to wrong arguments: a usage text is `<usage>`, and what argparse4j complains about stands
 * behind it.
 */
export function withoutUsage(lines: readonly string[]): readonly string[] {
  const columns = lines.findIndex((line) => /^Option +Description/.test(line));
  if (columns !== -1) return [...lines.slice(0, columns), '<usage>'];
  if (!lines[0]?.startsWith('usage: ')) return lines;
  const error = lines.findIndex((line) => /error: /.test(line));
  return ['<usage>', ...(error === -1 ? [] : lines.slice(error))];
}
