import type { JavaException } from '../clients/exceptions';
import { Thrown } from './adminSession';
import { failUncaught } from './failures';
import type { ToolContext } from './tool';

const terseException = 'org.apache.kafka.tools.TerseException';

/** A TerseException: its message is all that is shown. */
export function terse(message: string): Thrown {
  return new Thrown({ exception: terseException, message });
}

/** Shows what a tool's command threw: of a TerseException the message, anything else as what leaves the main method. */
export function failTersely(context: ToolContext, thrown: JavaException): number {
  if (thrown.exception !== terseException) return failUncaught(context, thrown);
  context.err(String(thrown.message));
  return 1;
}
