/** A file of the repository that holds what real classes or tools answered, and the way to ask them again. */
export interface Fact {
  readonly name: string;
  /** From the project's folder. */
  readonly file: string;
  /** @param standing the file as it is: its questions are asked again @returns the file as it should be */
  ask(standing: string): string;
}

/** A fact in JSON. */
export function jsonFact<T>(name: string, file: string, ask: (standing: T) => unknown): Fact {
  return { name, file, ask: (standing) => jsonText(ask(JSON.parse(standing) as T)) };
}

/** JSON with a line for each case, so that a changed answer is a changed line. */
function jsonText(value: unknown): string {
  if (Array.isArray(value)) return `${linesOf(value)}\n`;
  const entries = Object.entries(value as object).map(([key, inner]) => {
    return `${JSON.stringify(key)}:${Array.isArray(inner) ? linesOf(inner) : asciiText(inner)}`;
  });
  return `{\n${entries.join(',\n')}\n}\n`;
}

function linesOf(cases: readonly unknown[]): string {
  return `[\n${cases.map(asciiText).join(',\n')}\n]`;
}

/** JSON in ASCII: what a character is can be seen. */
function asciiText(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
