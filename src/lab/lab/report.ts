import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { handInIn, resultOf, type Result } from '../../lessons/handIn';
import { printEnvelope } from '../../text/envelope';
import { loadPaint } from '../../text/paint';
import { loadTables } from '../../text/table';
import { visible } from '../../text/visible';
import { LabRefusal, type LabContext } from '../context';

interface ReportOptions {
  readonly format: 'text' | 'csv' | 'json';
}

/** What a hand-in takes at most, bytes. */
const mostBytes = 16 << 20;

const columns: readonly (readonly [title: string, cell: (result: Result) => string | number])[] = [
  ['Name', ({ name }) => name],
  ['Lab', ({ lab }) => lab],
  ['Steps done', ({ stepsDone }) => stepsDone],
  ['Finished', ({ finished }) => (finished ? 'yes' : 'no')],
  ['Right answers', ({ rightAnswers, answers }) => `${rightAnswers} of ${answers}`],
  ['Hints', ({ hints }) => hints],
  ['Solutions', ({ solutions }) => solutions],
  ['Failed checks', ({ failedChecks }) => failedChecks],
  ['Minutes', ({ minutes }) => minutes],
];

/**
 * `kafka-lab lab report`: a table of what a class handed in, by name and lab.
 * @throws LabRefusal where none of the files is a hand-in
 */
export async function report(context: LabContext, places: readonly string[], { format }: ReportOptions): Promise<void> {
  const results = places
    .flatMap(filesAt)
    .flatMap((file) => {
      const handedIn = statSync(file).size <= mostBytes ? handInIn(readFileSync(file, 'utf8')) : undefined;
      if (!handedIn && places.includes(file)) context.err(`${file} is nothing that was handed in`);
      return handedIn ? [resultOf(handedIn)] : [];
    })
    .sort((one, other) => compare(one.name, other.name) || compare(one.lab, other.lab));
  if (results.length === 0)
    throw new LabRefusal('Nothing was handed in there. A learner does so with: kafka-lab lab hand-in');
  if (format === 'json') return printEnvelope(context.print, 'lab-report', results);
  if (format === 'csv') {
    context.print(columns.map(([title]) => title).join());
    for (const result of results) context.print(columns.map(([, cell]) => csvCell(cell(result))).join());
    return undefined;
  }
  const paint = await loadPaint(context.colour);
  const rows = () => results.map((result) => columns.map(([, cell]) => String(cell(result))));
  const draw = await loadTables();
  for (const line of draw(
    paint,
    columns.map(([title]) => title),
    rows,
  ))
    context.out(line);
  return undefined;
}

/** A file, or the files below a folder whose names end with .json. */
function filesAt(place: string): readonly string[] {
  try {
    if (!statSync(place).isDirectory()) return [place];
    return readdirSync(place, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json') && !name.includes('node_modules'))
      .map((name) => join(place, name))
      .filter((path) => statSync(path).isFile());
  } catch (error) {
    throw new LabRefusal(`${place} cannot be read: ${(error as Error).message}`);
  }
}

/** A cell that no spreadsheet takes for a formula. */
function csvCell(value: string | number): string {
  const text = visible(String(value));
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
