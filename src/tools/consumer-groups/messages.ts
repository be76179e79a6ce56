import { CallFailed } from '../../clients/adminClient';
import { throwableText, type JavaException } from '../../clients/exceptions';
import { Thrown } from '../thrown';
import type { ToolContext } from '../tool';

/** ConsumerGroupCommand.printError: the tool's status stays 0. */
export function printError(context: ToolContext, message: string, thrown?: JavaException): void {
  context.out(`\nError: ${message}`);
  if (thrown) context.err(throwableText(thrown));
}

/** What the tool throws itself: it is shown as it is. What else is thrown came out of a future. */
export class OwnThrown extends Thrown {}

/** How what a future throws is shown: in the future's exception, in that and a RuntimeException, or bare. */
export type FutureFailures = 'execution' | 'runtime' | 'bare';

/** Gives what a future threw the exceptions that come around it on its way. @throws Thrown */
export function throughFutures<T>(failures: FutureFailures, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof OwnThrown || !(error instanceof Thrown || error instanceof CallFailed)) throw error;
    throw new OwnThrown(wrapped(error.thrown, failures));
  }
}

function wrapped(thrown: JavaException, failures: FutureFailures): JavaException {
  if (failures === 'bare') return thrown;
  const inner = { exception: 'java.util.concurrent.ExecutionException', message: throwableText(thrown) };
  return failures === 'runtime' ? runtimeException(inner) : inner;
}

/** new RuntimeException(cause) */
export function runtimeException(cause: JavaException): JavaException {
  return { exception: 'java.lang.RuntimeException', message: throwableText(cause) };
}
