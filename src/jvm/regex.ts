import { javaTrim } from './javaTrim';
import { compileJavaPattern } from './pattern';

/** Which topics a tool's option names, or the exception it stops with. */
export type TopicFilter =
  | { readonly kind: 'filter'; readonly regex: string; readonly matches: (topic: string) => boolean }
  | { readonly kind: 'error'; readonly exception: 'java.lang.RuntimeException'; readonly message: string };

/**
 * Kafka's TopicFilter.IncludeList (2.8: kafka.utils.IncludeList), the same in all profiles: a list with commas or a
 * Java pattern, as `kafka-topics --topic` takes it. Blanks and quotes around it are dropped. kafka-console-consumer's
 * --include does not pass here: it is `compileJavaPattern` alone.
 */
export function topicFilter(raw: string): TopicFilter {
  const regex = javaTrim(raw)
    .replaceAll(',', '|')
    .replaceAll(' ', '')
    .replace(/^["']+/, '')
    .replace(/["']+$/, '');
  const compiled = compileJavaPattern(regex);
  if (compiled.kind === 'error') {
    return { kind: 'error', exception: 'java.lang.RuntimeException', message: `${regex} is an invalid regex.` };
  }
  return { kind: 'filter', regex, matches: compiled.matches };
}
