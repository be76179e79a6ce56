import type { JavaException } from '../../clients/exceptions';
import type { ToolProfile } from '../../parsing/toolVersion';
import { adminExceptions } from '../../parsing/toolVersion';
import { executionException } from '../futureCalls';
import { Ended, Thrown } from '../thrown';

/** TerseException: only its message is printed. */
export function terse(message: string): Ended {
  return new Ended([{ stream: 'stdout', text: message }]);
}

/** An AdminCommandFailedException of the release. */
export function commandFailed(profile: ToolProfile, message: string): Thrown {
  return new Thrown({ exception: adminExceptions[profile.toolVersion].commandFailed, message });
}

/** An AdminOperationException of the release. */
export function operationFailed(profile: ToolProfile, message: string): Thrown {
  return new Thrown({ exception: adminExceptions[profile.toolVersion].operation, message });
}

/** What KafkaFuture.get throws where a call failed. */
export function executionFailed(cause: JavaException): Thrown {
  return new Thrown(executionException(cause));
}
