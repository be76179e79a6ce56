import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { ProfileId } from '../profiles/profile';
import { profiles } from '../profiles/profiles';
import { onDisk } from '../store/fileErrors';

/** What a learner said to a question. */
export interface GivenAnswer {
  readonly text: string;
  /** null until the cluster has shown it. */
  readonly isRight: boolean | null;
}

/** How far a learner is with a step. Times are of the wall clock, ms. */
export interface StepProgress {
  readonly startedMs: number;
  readonly doneMs: number | null;
  /** Indices of the hints that were shown. */
  readonly hints: readonly number[];
  readonly hasSolution: boolean;
  readonly resets: number;
  readonly failedChecks: number;
  /** What the last check of the step gave. */
  readonly checks: readonly { readonly check: string; readonly holds: boolean; readonly says: string }[];
  /** By the number of the question in the step. */
  readonly answers: readonly GivenAnswer[];
}

/** How far a learner is with a lab, as it is kept beside the lab's cluster. */
export interface Progress {
  readonly version: 1;
  readonly id: string;
  readonly title: string;
  readonly profile: ProfileId;
  /** From 0. */
  readonly variant: number;
  readonly language: string;
  readonly startedMs: number;
  readonly finishedMs: number | null;
  /** Number of the step that is on. */
  readonly step: number;
  /** By number. */
  readonly steps: Readonly<Record<string, StepProgress>>;
}

/** A step that begins now. */
export function newStep(nowMs: number): StepProgress {
  return {
    startedMs: nowMs,
    doneMs: null,
    hints: [],
    hasSolution: false,
    resets: 0,
    failedChecks: 0,
    checks: [],
    answers: [],
  };
}

/** The file of a lab's folder that keeps it. */
export const progressName = 'progress.json';

/** Reads what is kept; undefined where nothing is, or what is there is not a progress. */
export function readProgress(path: string): Progress | undefined {
  try {
    return progressIn(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Keeps a progress, whole. @throws ClusterFileError */
export function writeProgress(path: string, progress: Progress): void {
  onDisk(path, 'written', () => {
    writeFileSync(`${path}.new`, `${JSON.stringify(progress, null, 2)}\n`, { mode: 0o644 });
    renameSync(`${path}.new`, path);
  });
}

/** A progress in JSON that anybody may have written; undefined where it is none. */
export function progressIn(value: unknown): Progress | undefined {
  const is = (each: unknown, fields: Readonly<Record<string, (field: unknown) => boolean>>): boolean =>
    typeof each === 'object' &&
    each !== null &&
    Object.entries(fields).every(([name, fits]) => fits((each as Record<string, unknown>)[name]));
  const isNumber = (each: unknown) => typeof each === 'number' && Number.isFinite(each);
  const isText = (each: unknown) => typeof each === 'string';
  const isTime = (each: unknown) => each === null || isNumber(each);
  const isList = (fits: (element: unknown) => boolean) => (each: unknown) => Array.isArray(each) && each.every(fits);
  const isAnswer = (each: unknown) =>
    is(each, { text: isText, isRight: (right) => right === null || typeof right === 'boolean' });
  const isCheck = (each: unknown) =>
    is(each, { check: isText, holds: (holds) => typeof holds === 'boolean', says: isText });
  const isStep = (each: unknown) =>
    is(each, {
      startedMs: isNumber,
      doneMs: isTime,
      hints: isList(isNumber),
      hasSolution: (has) => typeof has === 'boolean',
      resets: isNumber,
      failedChecks: isNumber,
      checks: isList(isCheck),
      answers: isList(isAnswer),
    });
  const isProgress = is(value, {
    version: (version) => version === 1,
    id: isText,
    title: isText,
    profile: (id) => isText(id) && Object.hasOwn(profiles, id as string),
    variant: isNumber,
    language: isText,
    startedMs: isNumber,
    finishedMs: isTime,
    step: isNumber,
    steps: (steps) => typeof steps === 'object' && steps !== null && Object.values(steps).every(isStep),
  });
  return isProgress ? (value as Progress) : undefined;
}
