/** Configurations by name. */
export type Properties = ReadonlyMap<string, string>;

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function unescape(text: string): string {
  return text.replaceAll(/\\u([0-9a-fA-F]{4})|\\(.)/gs, (_, code: string | undefined, character: string) => {
    return code === undefined ? (escapes[character] ?? character) : String.fromCharCode(parseInt(code, 16));
  });
}

/** Reads the text of a properties file as `java.util.Properties.load` does; a later line replaces an earlier one. */
export function parseJavaProperties(text: string): Properties {
  const properties = new Map<string, string>();
  // A line that ends in an odd number of backslashes goes on in the next one, whose indentation does not count.
  const whole = text.replaceAll(/(?<!\\)((?:\\\\)*)\\(?:\r\n|\r|\n)[ \t\f]*/g, '$1');
  for (const line of whole.split(/\r\n|\r|\n/)) {
    const content = line.replace(/^[ \t\f]+/, '');
    if (content === '' || content.startsWith('#') || content.startsWith('!')) continue;
    const [, key, value] = /^((?:\\.|[^\\=: \t\f])*)[ \t\f]*(?:[=:][ \t\f]*)?(.*)$/s.exec(content)!;
    properties.set(unescape(key!), unescape(value!));
  }
  return properties;
}

/** CommandLineUtils.parseKeyValueArgs: "key=value", where a value may be missing and may hold equals signs. */
export function parseKeyValues(args: readonly string[]): Properties {
  return new Map(
    args.map((arg) => {
      const equals = arg.indexOf('=');
      return equals === -1 ? [arg, ''] : [arg.slice(0, equals), arg.slice(equals + 1)];
    }),
  );
}
