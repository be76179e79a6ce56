import { describe, expect, test } from 'vitest';
import { printEnvelope } from '../../src/text/envelope';

/** What is printed, when every list of `lists` comes one element at a time. */
function printed(data: unknown): string {
  const lines: string[] = [];
  printEnvelope((line) => lines.push(line), 'test', data);
  return lines.join('\n');
}

function* oneByOne<T>(list: readonly T[]): Iterable<T> {
  yield* list;
}

const whole = (data: unknown) => JSON.stringify({ version: 1, kind: 'test', data }, null, 2);

describe('an envelope', () => {
  test.each([[[]], [[1]], [[1, 'two\nlines', null, { three: [3, []], four: {} }]], [[[], [{}], 'x']]])(
    'prints a list that comes one by one as it prints a whole one: %j',
    (list) => {
      expect(printed(oneByOne<unknown>(list))).toBe(whole(list));
      expect(printed({ before: 1, list: oneByOne<unknown>(list), none: undefined, after: [2] })).toBe(
        whole({ before: 1, list, after: [2] }),
      );
      expect(printed({ list: oneByOne<unknown>(list) })).toBe(whole({ list }));
    },
  );

  test.each([[{}], [null], ['text'], [{ a: undefined }], [[undefined, 1]], [{ deep: { list: [1, 2] } }]])(
    'prints what is there already: %j',
    (data) => {
      expect(printed(data)).toBe(whole(data));
    },
  );

  test('holds no more than an element of a long list', () => {
    let longest = 0;
    let sum = 0;
    const list = (function* () {
      for (let n = 0; n < 100_000; n++) yield { n, text: 'some text' };
    })();
    printEnvelope(
      (line) => {
        longest = Math.max(longest, line.length);
        sum += line.length + 1;
      },
      'test',
      { list },
    );
    expect(longest).toBeLessThan(200);
    expect(sum).toBeGreaterThan(5_000_000);
  });
});
