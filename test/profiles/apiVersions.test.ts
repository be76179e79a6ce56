import { expect, test } from 'vitest';
import { apiVersions } from '../../src/profiles/apiVersions';
import { commandsOf, readTranscript, recordings } from '../conformance/transcript';

const walks = recordings().filter(({ name }) => name === 'cluster-tools');

test('every profile has its recording', () => expect(walks.length).toBe(4));

test.each(walks)('$profile: brokers offer what they offered when they were recorded', ({ profile, path }) => {
  const call = /^kafka-broker-api-versions\.sh --bootstrap-server localhost:9092$/;
  const { out } = commandsOf(readTranscript(path)).find(({ text }) => call.test(text))!;
  // "\tFetch(1): 4 to 18 [usable: 18],", of the broker that stands first.
  const recorded = out.slice(1, out.indexOf(')')).map((line) => {
    const [, name, key, min, max] = /^\t(\w+)\((\d+)\): (?:UNSUPPORTED|(\d+)(?: to (\d+))?)/.exec(line)!;
    const range = min === undefined ? undefined : { min: Number(min), max: Number(max ?? min) };
    return { name, key: Number(key), range };
  });
  expect(recorded.length).toBeGreaterThan(40);
  expect(apiVersions(profile)).toEqual(recorded);
});
