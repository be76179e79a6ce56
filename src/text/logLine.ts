import { logTime } from '../jvm/dates';

/**
 * A line as the tools' log4j pattern "[%d] %p %m (%c)%n" writes it; the time is the cluster's, in the process's time
 * zone.
 */
export function logLine(timeMs: number, level: 'WARN' | 'ERROR', message: string, logger: string): string {
  return `${logTime(timeMs)} ${level} ${message} (${logger})`;
}
