/** Signs that take two columns of a terminal: Hangul, Chinese and Japanese, full-width forms, pictures. */
const wide = new RegExp(
  [
    '[\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6]',
    '[\\u{1f300}-\\u{1faff}\\u{20000}-\\u{3fffd}]',
  ].join('|'),
  'gu',
);
const colour = /\u001b\[[0-9;]*m/g;

/** Columns that a text takes on a terminal; colour takes none. */
export function columnsOf(text: string): number {
  const plain = text.includes('\u001b') ? text.replace(colour, '') : text;
  return [...plain].length + (plain.match(wide)?.length ?? 0);
}

/**
 * Breaks a text between words, so that its lines fit; a word that is too long has a line of its own.
 * @param columns the most that a line takes
 */
export function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && columnsOf(longer) > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/**
 * A command on several lines, with a backslash at the end of each but the last, so that it can be typed as it stands;
 * an option stays with its value. One with quotes stays on its line.
 * @param columns the most that a line takes
 */
export function foldedCommand(command: string, columns: number): readonly string[] {
  if (/['"\\\n]/.test(command)) return [command];
  const lines = wrapped(command.replace(/ (?!--)/g, '\u00a0'), columns - 2);
  return lines.map((line, index) => line.replaceAll('\u00a0', ' ') + (index < lines.length - 1 ? ' \\' : ''));
}
