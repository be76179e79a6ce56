import type { StateView } from '../../store/stateView';
import { fits, parsePattern, patternText, valueText, type Pattern, type Value } from './pattern';
import { Missing, type Aspect } from './aspect';
import { readSubject, type AskedFor } from './subjects';

/** A value of a cluster that is asked for: "leader of orders-0". */
export interface Question {
  /** As it was written. */
  readonly text: string;
  readonly asked: readonly AskedFor[] | ((view: StateView) => readonly AskedFor[]);
}

/** What a value of a cluster must be: a line of a lab, or a word of `kafka-lab assert`. */
export interface Check extends Question {
  readonly pattern: Pattern;
}

/** What came of a check. */
export interface Verdict {
  readonly check: string;
  readonly holds: boolean;
  /** What is; where it does not hold, also what should be. */
  readonly says: string;
  /** Why it is so, from the cluster's own causes. */
  readonly because: readonly string[];
}

/** Reads a check such as "orders-0 isr at least 2". */
export function parseCheck(text: string): Check | { readonly problem: string } {
  const read = readSubject(text.trim().split(/\s+/));
  if ('problem' in read) return read;
  const { aspect, asked, rest, pattern: known } = read;
  const pattern = known ?? parsePattern(rest.join(' '), aspect.kind);
  return 'problem' in pattern
    ? { problem: `${text.trim()}: ${pattern.problem}` }
    : { text: text.trim(), asked, pattern };
}

/** Reads what a question asks for, such as "orders-0 leader". */
export function parseValue(text: string): Question | { readonly problem: string } {
  const read = readSubject(text.trim().split(/\s+/));
  if ('problem' in read) return read;
  if (read.pattern || read.rest.length > 0)
    return { problem: `${text}: a question names what is asked for, without a value` };
  return { text: text.trim(), asked: read.asked };
}

/** Looks whether a check holds. */
export function judge(view: StateView, check: Check): Verdict {
  const asked = askedIn(view, check);
  const verdicts = asked.map((each) => judgeOne(view, check, each));
  const failed = verdicts.filter(({ holds }) => !holds);
  const [first = verdicts[0]] = failed;
  if (!first)
    return { check: check.text, holds: false, says: `${check.text}: there is nothing of that name`, because: [] };
  if (failed.length === 0 && verdicts.length > 1) return { ...first, says: `${check.text}: so it is` };
  const others = failed.length > 1 ? `, and ${failed.length - 1} more like it` : '';
  return { ...first, says: first.says + others };
}

/** The value that a question asks for, as text; undefined where what it is about is not there. */
export function answerTo(view: StateView, question: Question): string | undefined {
  try {
    return askedIn(view, question)
      .map(({ aspect, subject, argument }) => valueText(aspect.read(view, subject, argument)))
      .join(' ');
  } catch (error) {
    if (error instanceof Missing) return undefined;
    throw error;
  }
}

/** Whether a learner's answer is the value that a question asks for. */
export function isAnswer(view: StateView, question: Question, answer: string): boolean {
  return askedIn(view, question).every(({ aspect, subject, argument }) => {
    const pattern = parsePattern(answer.trim().replaceAll(/\s*,\s*/g, ','), aspect.kind);
    try {
      return !('problem' in pattern) && fits(aspect.read(view, subject, argument), pattern, aspect.kind);
    } catch (error) {
      if (error instanceof Missing) return false;
      throw error;
    }
  });
}

function judgeOne(view: StateView, { text, pattern }: Check, { aspect, subject, argument }: AskedFor): Verdict {
  let value: Value;
  try {
    value = aspect.read(view, subject, argument);
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    return { check: text, holds: false, says: error.message, because: error.because };
  }
  const says = `${aspect.says(subject, argument)} is ${valueText(value)}`;
  if (fits(value, pattern, aspect.kind)) return { check: text, holds: true, says, because: [] };
  const should = pattern.word === 'not' ? 'and should be something else' : `not ${patternText(pattern)}`;
  const because = aspect.why?.(view, subject, pattern, argument) ?? [];
  return { check: text, holds: false, says: `${says}, ${should}`, because };
}

function askedIn(view: StateView, { asked }: Question): readonly AskedFor[] {
  return typeof asked === 'function' ? asked(view) : asked;
}

/** A verdict on one line. */
export function verdictText({ says, because }: Verdict): string {
  return because.length === 0 ? says : `${says}: ${because.join('; ')}`;
}

export type { Aspect };
