import type { Paint } from '../../text/paint';
import { withoutTabs } from '../../text/tabs';

/** A line of a difference, coloured by its sign. */
export function differenceLine(line: string, paint: Paint): string {
  const text = `    ${line.slice(0, 2)}${withoutTabs(line.slice(2))}`;
  if (line.startsWith('+')) return paint.good(text);
  return line.startsWith('-') ? paint.bad(text) : text;
}
