import type { ConsoleEntry } from './lab';

/**
 * Reads what stands in a console block: `$ ` before a command, `> ` before its further lines while it is not complete
 * (a backslash at the end, an open quote, a here-document), and what it prints. Lines before the first command are
 * taken for nothing.
 */
export function consoleEntries(text: string): readonly ConsoleEntry[] {
  const entries: { command: string; answer: string }[] = [];
  for (const line of text.split(/(?<=\n)/)) {
    const last = entries.at(-1);
    const plain = line.replace(/\n$/, '');
    if (plain.startsWith('$ ')) entries.push({ command: plain.slice(2), answer: '' });
    else if (last && last.answer === '' && /^>( |$)/.test(plain) && isIncomplete(last.command))
      last.command += `\n${plain.slice(2)}`;
    else if (last) last.answer += line.endsWith('\n') ? line : `${line}\n`;
  }
  return entries;
}

/** The text of a block with these entries. */
export function consoleText(entries: readonly ConsoleEntry[]): string {
  return entries.map(({ command, answer }) => `${typedLines(command)}\n${answer}`).join('');
}

/** A command as it is typed, with the prompts of its lines. */
function typedLines(command: string): string {
  return `$ ${command.split('\n').join('\n> ')}`.replace(/^> $/gm, '>');
}

/** Whether a shell would go on reading. */
export function isIncomplete(command: string): boolean {
  if (/(^|[^\\])(\\\\)*\\$/.test(command)) return true;
  const here = /<<-?\s*(['"]?)(\w+)\1/.exec(command);
  if (here) return !command.split('\n').slice(1).includes(here[2]!);
  let quote = '';
  for (let at = 0; at < command.length; at++) {
    const sign = command[at]!;
    if (sign === '\\' && quote !== "'") at++;
    else if (quote === '' && (sign === "'" || sign === '"')) quote = sign;
    else if (sign === quote) quote = '';
  }
  return quote !== '';
}
