/** What kind of value is asked for: it decides how a pattern is read and when it fits. */
export type ValueKind = 'number' | 'id' | 'ids' | 'list' | 'text';

/** A value read from a cluster: a number, an id (null for none), ids (as a set, or as a list in its order), a text. */
export type Value = number | string | null | readonly number[];

/** What a value must be. */
export interface Pattern {
  readonly word: 'is' | 'not' | 'at least' | 'at most' | 'some' | 'none' | 'with' | 'without';
  /** What stands behind the word; of several, one has to fit. */
  readonly values: readonly string[];
}

const wholeNumber = /^\d{1,15}$/;
const idList = /^\d+(?:,\d+)*$/;

const takes: Readonly<Record<ValueKind, { readonly says: string; readonly words: readonly Pattern['word'][] }>> = {
  number: { says: 'a number', words: ['is', 'not', 'at least', 'at most', 'some', 'none'] },
  id: { says: 'an id', words: ['is', 'not', 'some', 'none'] },
  ids: {
    says: 'ids such as 1,2,3',
    words: ['is', 'not', 'at least', 'at most', 'some', 'none', 'with', 'without'],
  },
  list: {
    says: 'ids in their order, such as 1,2,3',
    words: ['is', 'not', 'at least', 'at most', 'some', 'none', 'with', 'without'],
  },
  text: { says: 'a text', words: ['is', 'not', 'some', 'none', 'with', 'without'] },
};

/**
 * Reads a pattern: `2`, `2 or 3`, `not 2`, `at least 2`, `at most 5`, `some`, `none`, `with 1,2`, `without 3`.
 * @returns what is wrong with it in `problem`
 */
export function parsePattern(text: string, kind: ValueKind): Pattern | { readonly problem: string } {
  const { says, words } = takes[kind];
  const [, word = 'is', rest = ''] =
    /^(not|at least|at most|some|none|with|without)?(?:^|\s+|$)(.*)$/s.exec(text) ?? [];
  const pattern: Pattern = {
    word: word as Pattern['word'],
    values: rest.trim() === '' ? [] : kind === 'text' ? [rest.trim()] : rest.trim().split(/\s+or\s+/),
  };
  const isCount = pattern.word === 'at least' || pattern.word === 'at most';
  const needsValue = pattern.word !== 'some' && pattern.word !== 'none';
  if (!words.includes(pattern.word)) return { problem: `"${pattern.word}" does not go with ${says}` };
  if (needsValue === (pattern.values.length === 0))
    return { problem: needsValue ? `${says} is missing` : `nothing stands behind "${pattern.word}"` };
  const shape = isCount || kind === 'number' || kind === 'id' ? wholeNumber : idList;
  const wrong = kind === 'text' ? undefined : pattern.values.find((value) => !shape.test(value));
  return wrong === undefined ? pattern : { problem: `"${wrong}" is not ${isCount ? 'a number' : says}` };
}

/** Whether a value is what it must be. */
export function fits(value: Value, { word, values }: Pattern, kind: ValueKind): boolean {
  const isNothing = value === null || value === 0 || value === '' || (Array.isArray(value) && value.length === 0);
  const amount = Array.isArray(value) ? value.length : Number(value);
  switch (word) {
    case 'some':
      return !isNothing;
    case 'none':
      return isNothing;
    case 'at least':
      return amount >= Number(values[0]);
    case 'at most':
      return amount <= Number(values[0]);
    case 'is':
      return values.some((each) => isSame(value, each, kind));
    case 'not':
      return !values.some((each) => isSame(value, each, kind));
    case 'with':
      return values.some((each) => contains(value, each));
    case 'without':
      return !values.some((each) =>
        Array.isArray(value) ? idsOf(each).some((id) => value.includes(id)) : contains(value, each),
      );
    default:
      return word satisfies never;
  }
}

/** A value as a line shows it. */
export function valueText(value: Value): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return 'none';
  return String(value);
}

/** A pattern as it is typed. */
export function patternText({ word, values }: Pattern): string {
  return [word === 'is' ? '' : word, values.join(' or ')].filter((each) => each !== '').join(' ');
}

/** The ids that a pattern wants to be there. */
export function wantedIds({ word, values }: Pattern): readonly number[] {
  return word === 'is' || word === 'with' ? values.flatMap((each) => (idList.test(each) ? idsOf(each) : [])) : [];
}

function isSame(value: Value, text: string, kind: ValueKind): boolean {
  if (kind === 'ids' && Array.isArray(value))
    return String([...value].sort(ascending)) === String(idsOf(text).sort(ascending));
  return valueText(value) === text;
}

function contains(value: Value, text: string): boolean {
  return Array.isArray(value) ? idsOf(text).every((id) => value.includes(id)) : String(value ?? '').includes(text);
}

const ascending = (one: number, other: number) => one - other;

function idsOf(text: string): number[] {
  return text.split(',').map(Number);
}
