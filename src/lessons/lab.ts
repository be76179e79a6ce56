import type { ProfileId } from '../profiles/profile';
import type { Check, Question as Value } from './checks/check';

/** What stands between the two lines of dashes at the head of a lab's file. */
export interface FrontMatter {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  /** Profiles in which the lab holds; the first is the default. */
  readonly profiles: readonly ProfileId[];
  readonly brokers: number;
  /** Controllers of their own; undefined for the profile's number. */
  readonly controllers: number | undefined;
  readonly combined: boolean;
  readonly seed: number;
  /** Lines of every broker's server.properties. */
  readonly config: Readonly<Record<string, string>>;
  /** Commands that prepare the cluster before the first step, one list for each variant of the lab; at least one. */
  readonly variants: readonly (readonly string[])[];
  /** Ids of labs whose terms may be used. */
  readonly requires: readonly string[];
  /** Terms and tools that are taught; other spellings of one stand behind a slash. */
  readonly teaches: readonly (readonly string[])[];
}

/** A typed command and what it prints. */
export interface ConsoleEntry {
  /** As it stands behind the `$`, without the `>` of its further lines. */
  readonly command: string;
  /** Lines of the file, each with its end. */
  readonly answer: string;
}

/** A fenced block of commands and answers, where it stands in the file. */
export interface ConsoleBlock {
  /** Profiles and variants (`variant-2`) for which it is; none for all that no other block of its group names. */
  readonly labels: readonly string[];
  readonly entries: readonly ConsoleEntry[];
  /** Place in the file's text: of what stands between the fences. */
  readonly start: number;
  readonly end: number;
  /** Line of its opening fence, from 1. */
  readonly line: number;
}

/** Blocks that stand one behind the other: who names the profile or variant counts, else who names none. */
export interface ConsoleGroup {
  readonly kind: 'console';
  readonly blocks: readonly ConsoleBlock[];
}

export interface Prose {
  readonly kind: 'prose';
  readonly markdown: string;
}

/** A question that the learner answers before he reads on. */
export interface Question {
  readonly kind: 'question';
  readonly markdown: string;
  /** What is chosen from; none where a value is asked for. */
  readonly choices: readonly { readonly text: string; readonly isRight: boolean }[];
  /** What is read from the cluster when the step is done. */
  readonly value: Value | undefined;
}

/** What is read from top to bottom. */
export type Part = Prose | ConsoleGroup | Question;

export interface Hint {
  /** Shown only while it holds. */
  readonly condition: Check | undefined;
  readonly parts: readonly Part[];
  /** Commands that lead from the step's beginning to where the condition holds, for who checks the lab. */
  readonly when: readonly string[];
}

export interface Step {
  /** From 1. */
  readonly number: number;
  readonly title: string;
  readonly line: number;
  readonly parts: readonly Part[];
  readonly checks: readonly Check[];
  readonly hints: readonly Hint[];
  /** Undefined where the step's own blocks are the way. */
  readonly solution: readonly Part[] | undefined;
  /** Commands that run when the step begins. */
  readonly setup: readonly string[];
  /** Shown when the step is done. */
  readonly after: readonly Part[];
}

/** A lab as its file has it. */
export interface Lab {
  readonly front: FrontMatter;
  readonly intro: readonly Part[];
  readonly steps: readonly Step[];
  /** The word after it. */
  readonly after: readonly Part[];
}

/** Something in a lab's file that is not as it should be. */
export interface Problem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** The groups of console blocks among parts. */
export function consolesOf(parts: readonly Part[]): readonly ConsoleGroup[] {
  return parts.filter((part): part is ConsoleGroup => part.kind === 'console');
}

/** The questions of a step, in their order. */
export function questionsOf({ parts }: Pick<Step, 'parts'>): readonly Question[] {
  return parts.filter((part): part is Question => part.kind === 'question');
}

/** In what a lab is taken or played. */
export interface Setting {
  /** '' for a file that is no lab. */
  readonly profile: string;
  /** From 0. */
  readonly variant: number;
}

const variantLabel = /^variant-(\d+)$/;

/** The number of the variant that a label names, from 1; undefined for a profile's. */
export function variantOf(label: string): number | undefined {
  const match = variantLabel.exec(label);
  return match ? Number(match[1]) : undefined;
}

/** The block of a group that counts in a setting: of several the one that names most of it. */
export function blockFor(group: ConsoleGroup, { profile, variant }: Setting): ConsoleBlock | undefined {
  const fitting = group.blocks.filter(({ labels }) => {
    const variants = labels.flatMap((label) => variantOf(label) ?? []);
    const profiles = labels.filter((label) => variantOf(label) === undefined);
    return (
      (variants.length === 0 || variants.includes(variant + 1)) && (profiles.length === 0 || profiles.includes(profile))
    );
  });
  const kinds = ({ labels }: ConsoleBlock) => new Set(labels.map((label) => variantOf(label) === undefined)).size;
  return fitting.sort((one, other) => kinds(other) - kinds(one))[0];
}

/** The blocks that count in a setting, of parts that are read one after the other. */
export function blocksIn(parts: readonly Part[], setting: Setting): readonly ConsoleBlock[] {
  return consolesOf(parts).flatMap((group) => blockFor(group, setting) ?? []);
}

/** Every command of a lab that somebody would run: setups, blocks, solutions, and ways to hints. */
export function commandsOf(lab: Lab): readonly string[] {
  const inParts = (parts: readonly Part[]) =>
    consolesOf(parts).flatMap(({ blocks }) => blocks.flatMap(({ entries }) => entries.map(({ command }) => command)));
  return [
    ...lab.front.variants.flat(),
    ...inParts(lab.intro),
    ...lab.steps.flatMap((step) => [
      ...step.setup,
      ...inParts(step.parts),
      ...inParts(step.solution ?? []),
      ...step.hints.flatMap((hint) => [...inParts(hint.parts), ...hint.when]),
      ...inParts(step.after),
    ]),
    ...inParts(lab.after),
  ];
}
