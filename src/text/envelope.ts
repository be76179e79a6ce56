import { visibleJson } from './visible';

/** Grows when a field of some kind of data changes its meaning or goes away. */
const envelopeVersion = 1;

/**
 * Prints what `--format json` gives: one object that says what it holds, so that scripts can tell a change of shape.
 * @param print prints a line, or several, in which nothing acts on a terminal
 * @param data what it holds; an iterable that is no array, itself or as a field, is printed one by one and never held
 * whole
 */
export function printEnvelope(print: (lines: string) => void, kind: string, data: unknown): void {
  for (const lines of jsonLines({ version: envelopeVersion, kind, data }, '', '', '')) print(visibleJson(lines));
}

/** A value as JSON.stringify(value, null, 2) has it, in pieces that end where a line ends. */
function* jsonLines(value: unknown, before: string, indent: string, after: string): Iterable<string> {
  const inner = `${indent}  `;
  if (isStream(value)) {
    let held: { readonly element: unknown } | undefined;
    for (const element of value) {
      if (held) yield* jsonLines(held.element, inner, inner, ',');
      else yield `${before}[`;
      held = { element };
    }
    if (held) {
      yield* jsonLines(held.element, inner, inner, '');
      yield `${indent}]${after}`;
    } else yield `${before}[]${after}`;
  } else if (hasStream(value)) {
    yield `${before}{`;
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    for (const [index, [name, field]] of fields.entries())
      yield* jsonLines(field, `${inner}${JSON.stringify(name)}: `, inner, index < fields.length - 1 ? ',' : '');
    yield `${indent}}${after}`;
  } else yield before + JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`) + after;
}

function isStream(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Symbol.iterator in value;
}

function hasStream(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).some((field) => isStream(field) || hasStream(field))
  );
}
