/** Options by their letter; the value says whether the option takes an argument. */
export type CommonsOptions = Readonly<Record<string, boolean>>;

/** The options found, by letter with their argument or '', and the other words; or the parser's exception. */
export type CommonsOutcome =
  | { readonly kind: 'ok'; readonly options: ReadonlyMap<string, string>; readonly args: readonly string[] }
  | { readonly kind: 'error'; readonly exception: string; readonly message: string };

/** Reads short options as org.apache.commons.cli does (DefaultParser and PosixParser agree on what is used here). */
export function parseCommonsCli(known: CommonsOptions, argv: readonly string[]): CommonsOutcome {
  const options = new Map<string, string>();
  const args: string[] = [];
  let waiting: string | undefined;
  const missing = (option: string): CommonsOutcome => ({
    kind: 'error',
    exception: 'org.apache.commons.cli.MissingArgumentException',
    message: `Missing argument for option: ${option}`,
  });
  const isOption = (token: string) => token.length > 1 && token.startsWith('-') && Object.hasOwn(known, token[1]!);
  for (const [index, token] of argv.entries()) {
    if (waiting !== undefined && !isOption(token)) {
      options.set(waiting, token);
      waiting = undefined;
      continue;
    }
    if (waiting !== undefined) return missing(waiting);
    if (token === '--') {
      args.push(...argv.slice(index + 1));
      break;
    }
    if (!token.startsWith('-') || token === '-') {
      args.push(token);
      continue;
    }
    for (let at = 1; at < token.length; at++) {
      const letter = token[at]!;
      if (!Object.hasOwn(known, letter))
        return {
          kind: 'error',
          exception: 'org.apache.commons.cli.UnrecognizedOptionException',
          message: `Unrecognized option: ${token}`,
        };
      if (!known[letter]) {
        options.set(letter, '');
      } else if (at + 1 < token.length) {
        options.set(letter, token.slice(at + 1).replace(/^=/, ''));
        break;
      } else {
        waiting = letter;
      }
    }
  }
  return waiting === undefined ? { kind: 'ok', options, args } : missing(waiting);
}
