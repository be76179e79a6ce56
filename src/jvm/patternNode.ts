/** A part of a Java pattern; what it matches is decided by patternProgram. */
export type PatternNode =
  | { readonly kind: 'set'; readonly source: string }
  | { readonly kind: 'assertion'; readonly at: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'alternatives'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly counts: Counts; readonly isLazy: boolean }
  | { readonly kind: 'capture'; readonly number: number; readonly part: PatternNode }
  | { readonly kind: 'reference'; readonly number: number }
  /** Matches as its part does at first, and is never asked for another way. */
  | { readonly kind: 'atomic'; readonly part: PatternNode }
  | { readonly kind: 'look'; readonly isBehind: boolean; readonly isNegative: boolean; readonly part: PatternNode };

/** A pattern as it was read. */
export interface ParsedPattern {
  readonly root: PatternNode;
  readonly captures: number;
  /** Some part refers back to what a group matched. */
  readonly hasReferences: boolean;
  /** The largest number in its counts: texts that are longer need no program of their own. */
  readonly largestCount: number;
}

/** What holds between two characters: the start or end of the text, or a word's edge (`boundary`) or not (`inside`). */
export type Assertion = 'start' | 'end' | 'boundary' | 'inside';

/** How often; max is Infinity where there is no limit. */
export interface Counts {
  readonly min: number;
  readonly max: number;
}

/** A JavaScript class, or a single character, for the `v` flag. */
export const set = (source: string): PatternNode => ({ kind: 'set', source });
/** Parts one behind the other. */
export const sequence = (parts: readonly PatternNode[]): PatternNode =>
  parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
/** Parts that are tried in their order. */
export const alternatives = (parts: readonly PatternNode[]): PatternNode =>
  parts.length === 1 ? parts[0]! : { kind: 'alternatives', parts };
/** Matches nowhere. */
export const nothing: PatternNode = { kind: 'alternatives', parts: [] };
