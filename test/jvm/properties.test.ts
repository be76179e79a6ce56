import { expect, test } from 'vitest';
import { parseProperties } from '../../src/jvm/properties';
// What Properties.load of JDK 17 answered: entries in order of their first put, or the message of the exception.
import facts from './facts/properties.json';

test('properties files', () => {
  for (const [text, answer] of facts as [string, [string, string][] | string][]) {
    const parsed = parseProperties(text);
    expect([text, parsed.kind === 'error' ? parsed.message : [...parsed.properties]]).toEqual([text, answer]);
  }
});
