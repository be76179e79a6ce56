import type { Failure } from '../protocol/errors';
import { exceptionFacts } from './exceptionFacts';

const common = 'org.apache.kafka.common.errors.';

/** A Java exception as tools print it. */
export interface JavaException {
  /** Full class name. */
  readonly exception: string;
  /** null where the exception has none. */
  readonly message: string | null;
}

/** The exception that a client throws for a failure (Errors.exception(message)). */
export function exceptionOf({ errorCode, errorMessage }: Failure): JavaException {
  const [name, text] = exceptionFacts[errorCode === 'NONE' ? 'UNKNOWN_SERVER_ERROR' : errorCode];
  return { exception: common + name, message: errorMessage ?? text };
}

/** org.apache.kafka.common.errors.TimeoutException */
export function timeoutException(message: string): JavaException {
  return { exception: `${common}TimeoutException`, message };
}

/** Throwable.toString(). */
export function throwableText({ exception, message }: JavaException): string {
  return message === null ? exception : `${exception}: ${message}`;
}
