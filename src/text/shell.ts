/** One word for the shell, in quotes, whatever is in it. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * Words as one types them: pasted into a POSIX shell, they are these words again. Control characters, which would break
 * the line, stand in bash's $'...'.
 */
export function shellText(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (!/[\u0000-\u001f\u007f]/u.test(word)) return quoted(word);
  const escaped = [...word].map((character) => {
    const code = character.codePointAt(0)!;
    if (code < 0x20 || code === 0x7f) return `\\${code.toString(8).padStart(3, '0')}`;
    return character === '\\' || character === "'" ? `\\${character}` : character;
  });
  return `$'${escaped.join('')}'`;
}
