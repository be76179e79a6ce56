/**
 * Keys and values in the order of the file, a later value in its key's first place; or the message of the
 * IllegalArgumentException.
 */
export type ParsedProperties =
  | { readonly kind: 'properties'; readonly properties: ReadonlyMap<string, string> }
  | { readonly kind: 'error'; readonly message: string };

/**
 * `java.util.Properties.load(InputStream)` of JDK 17, as Utils.loadProps reads a file of `--command-config` or
 * `--add-config-file`.
 * @param text the file's bytes as ISO-8859-1 ("latin1"), as Java takes them
 */
export function parseProperties(text: string): ParsedProperties {
  const properties = new Map<string, string>();
  for (const line of logicalLines(text)) {
    // A key ends at the first separator without a backslash; one '=' or ':' and blanks around it stand before the
    // value.
    const [, key, value] = /^((?:[^\\=: \t\f]|\\[\s\S])*)[ \t\f]*(?:[=:][ \t\f]*)?([\s\S]*)$/.exec(line)!;
    if (isMalformed(key!) || isMalformed(value!)) return { kind: 'error', message: 'Malformed \\uxxxx encoding.' };
    properties.set(unescape(key!), unescape(value!));
  }
  return { kind: 'properties', properties };
}

function isMalformed(text: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*\\u(?![0-9a-fA-F]{4})/.test(text);
}

function unescape(text: string): string {
  const controls: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n', f: '\f' };
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, unicode: string | undefined, character: string) =>
    unicode === undefined ? (controls[character] ?? character) : String.fromCharCode(parseInt(unicode, 16)),
  );
}

/** Lines without comments, blank lines and indentation, joined where one ends in an odd number of backslashes. */
function logicalLines(text: string): string[] {
  const lines: string[] = [];
  let joined = '';
  let isContinued = false;
  for (const natural of text.replace(/(?:\r\n|\n|\r)$/, '').split(/\r\n|\n|\r/)) {
    const line = natural.replace(/^[ \t\f]+/, '');
    // A continued line may look like a comment or be blank, unless there is nothing yet that it continues.
    if (joined === '' && (/^[#!]/.test(line) || (line === '' && !isContinued))) {
      isContinued = false;
      continue;
    }
    isContinued = /(?:^|[^\\])(?:\\\\)*\\$/.test(line);
    joined += isContinued ? line.slice(0, -1) : line;
    if (isContinued) continue;
    if (joined !== '') lines.push(joined);
    joined = '';
  }
  if (joined !== '' || isContinued) lines.push(joined);
  return lines;
}
