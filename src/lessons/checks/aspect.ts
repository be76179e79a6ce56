import type { StateView } from '../../store/stateView';
import type { Pattern, Value, ValueKind } from './pattern';

/** What a check is about is not there. */
export class Missing extends Error {
  constructor(
    message: string,
    readonly because: readonly string[] = [],
  ) {
    super(message);
  }
}

/** One thing that can be asked of a subject. */
export interface Aspect<S> {
  readonly kind: ValueKind;
  /** A word behind it says more: the name of a configuration, or of which partition. */
  readonly argument?: 'required' | 'optional';
  /** What the value is of, such as "leader of orders-0". */
  says(subject: S, argument: string): string;
  /** @throws Missing */
  read(view: StateView, subject: S, argument: string): Value;
  /** Why the value is not what the pattern wants. */
  why?(view: StateView, subject: S, pattern: Pattern, argument: string): readonly string[];
}

/** What can be asked of subjects of one kind, and words that ask and say what should be in one: "broker 2 stopped". */
export interface SubjectKind<S> {
  readonly aspects: Readonly<Record<string, Aspect<S>>>;
  readonly states: Readonly<Record<string, { readonly aspect: string; readonly value: string }>>;
}
