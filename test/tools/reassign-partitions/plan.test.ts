import { describe, expect, test } from 'vitest';
import { profiles } from '../../../src/profiles/profiles';
import { Thrown } from '../../../src/tools/thrown';
import { readExecutablePlan, readMoveRequest } from '../../../src/tools/reassign-partitions/plan';
import type { ToolContext } from '../../../src/tools/tool';
// What parseExecuteAssignmentArgs and parseGenerateAssignmentArgs of 2.8.2, 3.9.2 and 4.3.1 threw: class and message,
// or nothing.
import facts from './facts/plans.json';

type Outcome = readonly [exception: string, message: string] | readonly [];

function outcome(action: () => unknown): Outcome {
  try {
    action();
    return [];
  } catch (error) {
    if (error instanceof Thrown) return [error.thrown.exception, error.thrown.message!];
    throw error;
  }
}

describe.each([
  ['2.8-zk', 1],
  ['3.9-kraft', 2],
  ['4.3-kraft', 3],
] as const)('%s', (id, column) => {
  const context = { profile: profiles[id] } as ToolContext;

  test('plans to execute', () => {
    for (const row of facts.execute as unknown as [string, Outcome, Outcome, Outcome][]) {
      expect([row[0], ...outcome(() => readExecutablePlan(context, row[0]))]).toEqual([row[0], ...row[column]]);
    }
  });

  test('topics and brokers to generate for', () => {
    for (const row of facts.generate as unknown as [[string, string], Outcome, Outcome, Outcome][]) {
      const [brokers, text] = row[0];
      expect([brokers, text, ...outcome(() => readMoveRequest(context, text, brokers))]).toEqual([
        brokers,
        text,
        ...row[column],
      ]);
    }
  });
});
