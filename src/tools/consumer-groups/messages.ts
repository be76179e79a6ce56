import { throwableText, type JavaException } from '../../clients/exceptions';
import type { ToolContext } from '../tool';

/** ConsumerGroupCommand.printError: the tool's status stays 0. */
export function printError(context: ToolContext, message: string, thrown?: JavaException): void {
  context.out(`\nError: ${message}`);
  if (thrown) context.err(throwableText(thrown));
}
