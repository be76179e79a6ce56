import { CallFailed } from '../clients/adminClient';
import type { JavaException } from '../clients/exceptions';
import type { OutputLine } from '../parsing/parseOutcome';

/** Where an exception is thrown: before a tool catches anything of its own, or in what it does. */
export type ThrownIn = 'options' | 'command';

/** A Java exception on its way out of a tool. */
export class Thrown extends Error {
  constructor(
    readonly thrown: JavaException,
    readonly thrownIn: ThrownIn = 'command',
  ) {
    super(thrown.message ?? '');
  }
}

/** The tool stops with these lines and nothing else (System.exit, a usage that is shown late). */
export class Ended extends Error {
  constructor(
    readonly lines: readonly OutputLine[],
    readonly exitCode = 1,
  ) {
    super(lines[0]?.text);
  }
}

/** The tool stops with one line on standard error (of a TerseException its message is all that is shown). */
export function refused(message: string): Ended {
  return new Ended([{ stream: 'stderr', text: message }]);
}

/** What a step throws that a tool makes before it catches anything: its client, for example. @throws Thrown */
export function beforeCommand<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof Thrown || error instanceof CallFailed) throw new Thrown(error.thrown, 'options');
    throw error;
  }
}

/** What another part gives, or throws where that is an exception. @throws Thrown */
export function orThrow<T extends object>(outcome: T | { readonly thrown: JavaException }): T {
  if ('thrown' in outcome) throw new Thrown(outcome.thrown);
  return outcome;
}
