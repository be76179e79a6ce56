import { throwableText, type JavaException } from '../clients/exceptions';
import { logLine } from '../text/logLine';
import type { ToolContext } from './tool';

/** An exception that the JVM itself shows. */
export function failInJvm(context: ToolContext, thrown: JavaException): number {
  context.err(`Exception in thread "main" ${throwableText(thrown)}`);
  return 1;
}

/**
 * An exception that leaves a tool's main method: the JVM shows it in 2.8; later tools print message and stack trace
 * themselves.
 */
export function failUncaught(context: ToolContext, thrown: JavaException): number {
  if (context.profile.uncaughtShownBy === 'jvm') return failInJvm(context, thrown);
  context.err(String(thrown.message));
  context.err(throwableText(thrown));
  context.err('');
  return 1;
}

/** An exception that a tool prints with its stack trace (Throwable.printStackTrace) before it ends. */
export function failWithTrace(context: ToolContext, thrown: JavaException): number {
  context.err(throwableText(thrown));
  return 1;
}

/** logger.error(Utils.stackTrace(e)): the trace ends its line itself, so the logger's name stands on the next one. */
export function logStackTrace(context: ToolContext, thrown: JavaException, logger: string): void {
  context.err(logLine(context.environment.clock.nowMs, 'ERROR', `${throwableText(thrown)}\n`, logger));
}
