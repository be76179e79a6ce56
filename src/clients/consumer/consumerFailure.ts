import type { JavaException } from '../exceptions';

/** A failure that a poll does not recover from. */
export class ConsumerFailure extends Error {
  constructor(readonly thrown: JavaException) {
    super(thrown.message ?? '');
  }
}
