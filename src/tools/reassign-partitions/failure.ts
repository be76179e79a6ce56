import { throwableText, type JavaException } from '../../clients/exceptions';
import type { ToolProfile } from '../../parsing/toolVersion';
import { adminExceptions } from '../../parsing/toolVersion';

/** A Java exception on its way out of the command, which prints its message and its stack trace. */
export class Failure extends Error {
  constructor(readonly thrown: JavaException) {
    super(thrown.exception);
  }
}

/** TerseException: only its message is printed. */
export class TerseFailure extends Error {}

/** An AdminCommandFailedException of the release. */
export function commandFailed(profile: ToolProfile, message: string): Failure {
  return new Failure({ exception: adminExceptions[profile.toolVersion].commandFailed, message });
}

/** An AdminOperationException of the release. */
export function operationFailed(profile: ToolProfile, message: string): Failure {
  return new Failure({ exception: adminExceptions[profile.toolVersion].operation, message });
}

/** What KafkaFuture.get throws where a call failed. */
export function executionFailed(cause: JavaException): Failure {
  return new Failure({ exception: 'java.util.concurrent.ExecutionException', message: throwableText(cause) });
}
