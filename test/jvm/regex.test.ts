import { expect, test } from 'vitest';
import { compileJavaPattern } from '../../src/jvm/pattern';
import { topicFilter } from '../../src/jvm/regex';
// What JDK 17 answered: for each pattern which of the names it matches, or the message of the PatternSyntaxException.
import facts from './facts/regex.json';
// And what it answered for patterns made at random, and for those known to blow up, against "aaa...!" of so many
// letters.
import backtracking from './facts/backtracking.json';

function matches(pattern: string, text: string): boolean {
  const compiled = compileJavaPattern(pattern);
  if (compiled.kind === 'error') throw new Error(compiled.message);
  return compiled.matches(text);
}

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

test('groups, loops, references and what looks around decide as in Java', () => {
  const { patterns, texts } = backtracking;
  for (const [pattern, answer] of patterns as [string, string][]) {
    const compiled = compileJavaPattern(pattern);
    const ours =
      compiled.kind === 'error' ? compiled.message : texts.map((text) => (compiled.matches(text) ? '1' : '0')).join('');
    expect([pattern, ours]).toEqual([pattern, answer]);
  }
});

test('patterns that blow up elsewhere take no time', () => {
  for (const [pattern, letters, answer] of backtracking.long as [string, number, boolean][])
    expect([pattern, letters, matches(pattern, `${'a'.repeat(letters)}!`)]).toEqual([pattern, letters, answer]);
  // JDK 17 does not end with these.
  for (const pattern of [
    '(.*a){20}b',
    '(.*)(.*)(.*)(.*)(.*)(.*)b',
    '(a+?)+?',
    '((a+)+)+',
    '(a{1,10}){1,10}{1,10}',
    '((((((((((a+)+)+)+)+)+)+)+)+)+)+b',
    '((a{1,12}){1,12}){1,12}b',
    '(?:a{1,2}){1,2147483647}b',
  ])
    expect([pattern, matches(pattern, `${'a'.repeat(248)}!`)]).toEqual([pattern, false]);
  expect(matches('(a+)+!', `${'a'.repeat(32_000)}!`)).toBe(true);
}, 5_000);

test('a pattern that is too much ends with the reason', () => {
  for (const pattern of ['(a+)+\\1b', '(?:(a+)+\\1)+b', '(a|aa)+\\1b'])
    expect(() => matches(pattern, `${'a'.repeat(248)}!`)).toThrow(/takes too long/);
  expect(() => matches(`${'('.repeat(900)}a${'){1,2}\\1?'.repeat(900)}`, 'a'.repeat(249))).toThrow(/takes too long/);
}, 20_000);

test('very deep patterns overflow the stack of Java', () => {
  const nested = (depth: number) => compileJavaPattern('('.repeat(depth) + ')'.repeat(depth));
  expect(nested(900).kind).toBe('pattern');
  expect(matches(`[a${'&&a'.repeat(300)}]+`, 'aa')).toBe(true);
  expect(matches(`${'[a'.repeat(1_200)}${']'.repeat(1_200)}`, 'a')).toBe(true);
  expect(compileJavaPattern(`[a${'&&a'.repeat(30_000)}]+`)).toMatchObject({
    message: expect.stringMatching(/^Stack overflow/),
  });
  for (const depth of [1600, 20_000, 60_000])
    expect(nested(depth)).toMatchObject({
      message: expect.stringMatching(/^Stack overflow during pattern compilation near/),
    });
  expect(compileJavaPattern('['.repeat(20_000))).toMatchObject({ message: expect.stringMatching(/^Stack overflow/) });
  expect(matches(`[${'\\da-c'.repeat(10_000)}]+`, 'a1')).toBe(true);
  expect(matches(`${'('.repeat(900)}a${')+'.repeat(900)}`, 'a'.repeat(249))).toBe(true);
  expect(matches('a'.repeat(100_000), 'a'.repeat(249))).toBe(false);
  expect(matches('a|'.repeat(50_000), 'b')).toBe(false);
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
