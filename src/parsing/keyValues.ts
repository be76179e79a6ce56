/** Configurations by name. */
export type Properties = ReadonlyMap<string, string>;

/** CommandLineUtils.parseKeyValueArgs: "key=value", where a value may be missing and may hold equals signs. */
export function parseKeyValues(args: readonly string[]): Properties {
  return new Map(
    args.map((arg) => {
      const equals = arg.indexOf('=');
      return equals === -1 ? [arg, ''] : [arg.slice(0, equals), arg.slice(equals + 1)];
    }),
  );
}
