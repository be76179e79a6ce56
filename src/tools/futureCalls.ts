import { CallFailed } from '../clients/adminClient';
import { throwableText, type JavaException } from '../clients/exceptions';
import { Thrown } from './thrown';

/**
 * Waits for the future of an admin call (Future.get): what it fails with comes in an ExecutionException.
 * @throws Thrown
 */
export function get<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof CallFailed) throw new Thrown(executionException(error.thrown));
    throw error;
  }
}

/** java.util.concurrent.ExecutionException around its cause; a wait that took too long is thrown as it is. */
export function executionException(thrown: JavaException): JavaException {
  return thrown.exception.startsWith('java.util.concurrent.')
    ? thrown
    : { exception: 'java.util.concurrent.ExecutionException', message: throwableText(thrown) };
}
