import { history } from '../store/history';
import type { StateView } from '../store/stateView';
import { commandOrReason } from '../story/causeText';
import { progressIn, type Progress } from './progress';

/** What a learner hands in. */
export interface HandIn {
  readonly name: string;
  readonly progress: Progress;
  /** Commands that changed the lab's cluster, since its beginning, with the cluster's time, ms. */
  readonly commands: readonly { readonly timeMs: number; readonly text: string }[];
}

/** The `kind` of its envelope. */
export const handInKind = 'lab-hand-in';

/** Commands behind the records of a cluster, each once. */
export function commandsBehind(view: StateView): HandIn['commands'] {
  const commands = new Map<number, HandIn['commands'][number]>();
  for (const { cause, timeMs } of history(view))
    if (cause.kind === 'command' && !commands.has(cause.id))
      commands.set(cause.id, { timeMs, text: commandOrReason(cause) });
  return [...commands.values()];
}

/** Reads a file that somebody handed in; undefined where it is none. Nothing of it is run. */
export function handInIn(text: string): HandIn | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { kind, data } = (value ?? {}) as {
    kind?: unknown;
    data?: { name?: unknown; progress?: unknown; commands?: unknown };
  };
  const progress = kind === handInKind ? progressIn(data?.progress) : undefined;
  if (!progress || typeof data?.name !== 'string' || !Array.isArray(data.commands)) return undefined;
  return { name: data.name, progress, commands: data.commands as HandIn['commands'] };
}

/** A row of a class's table. */
export interface Result {
  readonly name: string;
  readonly lab: string;
  readonly profile: string;
  readonly stepsDone: number;
  /** Steps that were begun. */
  readonly stepsBegun: number;
  readonly finished: boolean;
  readonly hints: number;
  readonly solutions: number;
  readonly failedChecks: number;
  readonly rightAnswers: number;
  readonly answers: number;
  /** From its beginning to the last step that was done, of the wall clock. */
  readonly minutes: number;
}

/** What a hand-in comes to. */
export function resultOf({ name, progress }: HandIn): Result {
  const steps = Object.values(progress.steps);
  const sum = (count: (step: (typeof steps)[number]) => number) =>
    steps.reduce((total, step) => total + count(step), 0);
  const lastMs = Math.max(progress.startedMs, ...steps.map(({ doneMs }) => doneMs ?? 0));
  return {
    name,
    lab: progress.id,
    profile: progress.profile,
    stepsDone: sum(({ doneMs }) => (doneMs === null ? 0 : 1)),
    stepsBegun: steps.length,
    finished: progress.finishedMs !== null,
    hints: sum(({ hints }) => hints.length),
    solutions: sum(({ hasSolution }) => Number(hasSolution)),
    failedChecks: sum(({ failedChecks }) => failedChecks),
    rightAnswers: sum(({ answers }) => answers.filter(({ isRight }) => isRight === true).length),
    answers: sum(({ answers }) => answers.length),
    minutes: Math.round((lastMs - progress.startedMs) / 60_000),
  };
}
