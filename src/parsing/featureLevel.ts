import { parseJavaShort } from '../jvm/numbers';

/** A feature and the level it is to have, or what is wrong with the text. */
export type FeatureLevel =
  | { readonly kind: 'level'; readonly name: string; readonly level: number }
  | { readonly kind: 'error'; readonly message: string };

/** "metadata.version=5" (FeatureCommand.parseNameAndLevel, which throws a RuntimeException). */
export function parseFeatureLevel(text: string): FeatureLevel {
  const equals = text.indexOf('=');
  if (equals < 0) return { kind: 'error', message: `Can't parse feature=level string ${text}: equals sign not found.` };
  const given = text.slice(equals + 1).trim();
  const level = parseJavaShort(given);
  if (level.kind === 'error') return { kind: 'error', message: `Can't parse feature=level string ${text}: unable to parse ${given} as a short.` };
  return { kind: 'level', name: text.slice(0, equals).trim(), level: level.value };
}
