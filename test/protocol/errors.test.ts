import { expect, test } from 'vitest';
import { exceptionFacts } from '../../src/clients/exceptionFacts';
import { errorCodes } from '../../src/protocol/errors';
// Errors of each release: name, code, exception, message.
import facts from './facts/errors.json';

type Rows = readonly (readonly [name: string, code: number, exception: string, message: string])[];
const releases = Object.entries(facts) as unknown as readonly (readonly [string, Rows])[];

test.each(releases)('every error of %s has its code', (_, rows) => {
  expect(rows.length).toBeGreaterThan(100);
  expect(errorCodes).toMatchObject(Object.fromEntries(rows.map(([name, code]) => [name, code])));
});

test('errors have the exceptions and messages of the newest release', () => {
  const [, rows] = releases.at(-1)!;
  const known = rows.filter(([name]) => name !== 'NONE');
  expect(exceptionFacts).toEqual(Object.fromEntries(known.map(([name, , ...words]) => [name, words])));
});
