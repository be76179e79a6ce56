import { expect } from 'vitest';
import type { Answer } from './sandbox';

/** One line that says what is wrong and what to do, exit code 1, no frames of a stack. */
export function expectRefusal(answer: Answer, words: RegExp): void {
  expect(answer.stderr.trimEnd()).toMatch(words);
  expect(answer.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(answer.stderr).not.toMatch(/^\s+at /m);
  expect(answer.stderr).not.toContain('fault of kafka-lab');
  expect(answer.exitCode).toBe(1);
}
