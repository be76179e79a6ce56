import { expect, test } from 'vitest';
import { compileJavaPattern } from '../../src/jvm/pattern';
import { topicFilter } from '../../src/jvm/regex';
// What JDK 17 answered: for each pattern which of the names it matches, or the message of the PatternSyntaxException.
import facts from './facts/regex.json';

test('patterns match as in Java, and fail with its words', () => {
  for (const [pattern, answer] of facts.patterns as [string, string | { error?: string; thrown?: string }][]) {
    // In Java's own parser that is a NullPointerException.
    if (typeof answer !== 'string' && answer.thrown !== undefined) continue;
    const compiled = compileJavaPattern(pattern);
    const ours =
      compiled.kind === 'error'
        ? { error: compiled.message }
        : facts.names.map((name) => (compiled.matches(name) ? '1' : '0')).join('');
    expect([pattern, ours]).toEqual([pattern, answer]);
  }
});

const topics = ['__consumer_offsets', 'a', 'b', 'pair', 'rep', 'rep-2', 'rep.x'];
const chosen = (raw: string) => {
  const filter = topicFilter(raw);
  return filter.kind === 'error' ? filter : topics.filter(filter.matches);
};

test('a list of topics, with blanks and quotes', () => {
  expect(chosen('rep')).toEqual(['rep']);
  expect(chosen(' rep , pair ')).toEqual(['pair', 'rep']);
  expect(chosen(`"'rep,a'"`)).toEqual(['a', 'rep']);
  expect(chosen('rep.*')).toEqual(['rep', 'rep-2', 'rep.x']);
  expect(chosen('__consumer_offsets')).toEqual(['__consumer_offsets']);
  expect(chosen('')).toEqual([]);
});

test('what is no pattern', () => {
  expect(chosen('*, rep')).toEqual({
    kind: 'error',
    exception: 'java.lang.RuntimeException',
    message: '*|rep is an invalid regex.',
  });
  expect(chosen('[a')).toEqual({
    kind: 'error',
    exception: 'java.lang.RuntimeException',
    message: '[a is an invalid regex.',
  });
});
