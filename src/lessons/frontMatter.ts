import { parseDocument } from 'yaml';
import { profiles } from '../profiles/profiles';
import type { ProfileId } from '../profiles/profile';
import type { FrontMatter, Problem } from './lab';

/** A file's front matter and the rest of it. */
export interface Split {
  /** undefined where the file has none. */
  readonly yaml: string | undefined;
  /** Where in the text the rest begins. */
  readonly bodyAt: number;
}

/** Cuts off the front matter: what stands between `---` in the first line and the next such line. */
export function splitFrontMatter(text: string): Split {
  const match = /^---\n([\s\S]*?)\n---(?:\n|$)/.exec(text);
  return match ? { yaml: match[1]!, bodyAt: match[0].length } : { yaml: undefined, bodyAt: 0 };
}

const idPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A field: how it is read, and what it is without it; 'required' where it must be there. */
interface Field<T> {
  readonly takes: string;
  readonly read: (value: unknown) => T | undefined;
  readonly otherwise: T | 'required';
}

const field = <T>(takes: string, read: (value: unknown) => T | undefined, otherwise: T | 'required'): Field<T> => ({
  takes,
  read,
  otherwise,
});

const wholeNumber = (least: number, most: number) => (value: unknown) =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most ? (value as number) : undefined;
const line = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);
const lines = (value: unknown) =>
  Array.isArray(value) && value.every((each) => line(each) !== undefined)
    ? value.map((each) => line(each)!)
    : undefined;
const id = (value: unknown) => (typeof value === 'string' && idPattern.test(value) ? value : undefined);
const ids = (value: unknown) => (Array.isArray(value) && value.every(id) ? (value as string[]) : undefined);

const fields: { readonly [Name in keyof FrontMatter]: Field<FrontMatter[Name]> } = {
  id: field('small letters, digits and -', id, 'required'),
  title: field('a line of text', line, 'required'),
  minutes: field('a whole number from 1 to 600', wholeNumber(1, 600), 'required'),
  profiles: field(
    `a list of ${Object.keys(profiles).join(', ')}`,
    (value) => {
      const names = lines(value);
      return names && names.length > 0 && names.every((name) => name in profiles) ? (names as ProfileId[]) : undefined;
    },
    'required',
  ),
  brokers: field('a whole number from 1 to 20', wholeNumber(1, 20), 3),
  controllers: field<number | undefined>('a whole number from 1 to 9', wholeNumber(1, 9), undefined),
  combined: field('true or false', (value) => (typeof value === 'boolean' ? value : undefined), false),
  seed: field('a whole number', wholeNumber(0, Number.MAX_SAFE_INTEGER), 7),
  config: field('a map of configurations and values', configMap, {}),
  variants: field('a list of commands, or a list of such lists', variants, [[]]),
  requires: field('a list of ids of labs', ids, []),
  teaches: field(
    'a list of terms; other spellings behind a slash',
    (value) => lines(value)?.map((term) => term.split('/').map((each) => each.trim())),
    [],
  ),
};

/** `setup` is the short form of a lab with one variant. */
const otherNames: Readonly<Record<string, keyof FrontMatter>> = { setup: 'variants' };

/**
 * Reads front matter.
 * @param yaml what stands between the dashes; its first line is the file's second
 */
export function readFrontMatter(yaml: string): {
  readonly front: FrontMatter | undefined;
  readonly problems: Problem[];
} {
  const document = parseDocument(yaml, { prettyErrors: false });
  const lineOf = (offset: number) => yaml.slice(0, offset).split('\n').length + 1;
  const problems: Problem[] = document.errors.map(({ message, pos }) => ({ line: lineOf(pos[0]), message }));
  if (problems.length > 0) return { front: undefined, problems };
  let given: unknown;
  try {
    given = document.toJS({ maxAliasCount: 0 });
  } catch {
    return { front: undefined, problems: [{ line: 1, message: 'front matter has no aliases (*name)' }] };
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { front: undefined, problems: [{ line: 1, message: 'the front matter is a map of names and values' }] };
  const values: Record<string, unknown> = {};
  const lineOfName = (name: string) =>
    Math.max(
      0,
      yaml.split('\n').findIndex((each) => each.startsWith(name)),
    ) + 2;
  for (const [name, value] of Object.entries(given)) {
    const known = otherNames[name] ?? name;
    const how = (fields as Readonly<Record<string, Field<unknown>>>)[known];
    const read = how?.read(value);
    if (!how) problems.push({ line: lineOfName(name), message: `there is no ${name} in front matter` });
    else if (read === undefined) problems.push({ line: lineOfName(name), message: `${name} takes ${how.takes}` });
    else values[known] = read;
  }
  for (const [name, { otherwise, takes }] of Object.entries(fields)) {
    if (name in values || problems.some(({ message }) => message.startsWith(`${name} `))) continue;
    if (otherwise === 'required') problems.push({ line: 1, message: `${name} is missing: ${takes}` });
    else values[name] = otherwise;
  }
  return { front: problems.length > 0 ? undefined : (values as unknown as FrontMatter), problems };
}

function configMap(value: unknown): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value).map(([name, each]) => [name, String(each)] as const);
  return Object.values(value).every((each) => ['string', 'number', 'boolean'].includes(typeof each))
    ? Object.fromEntries(entries)
    : undefined;
}

function variants(value: unknown): readonly (readonly string[])[] | undefined {
  const one = lines(value);
  if (one) return [one];
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const several = value.map(lines);
  return several.every((each) => each !== undefined) ? (several as string[][]) : undefined;
}
