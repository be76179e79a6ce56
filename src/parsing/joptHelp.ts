import type { JoptOption } from './joptOption';
import { wrapColumn } from './lineBreaks';

const overallWidth = 80;
const separatorWidth = 2;

function placeholder(option: JoptOption): string {
  const { argument } = option;
  if (argument === undefined) return '';
  const type = argument.oneOf === undefined ? argument.type : `[${argument.oneOf.join(',')}]`;
  const inside = argument.describedAs ? `${type}: ${argument.describedAs}` : type;
  return argument.required ? ` <${inside}>` : ` [${inside}]`;
}

function describe(option: JoptOption): string {
  const fallback = option.argument?.defaultValue;
  return fallback === undefined ? option.description : `${option.description} (default: ${fallback})`.trim();
}

const widest = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length));

/**
 * The usage text of a tool, as lines with their padding: two columns, options sorted by name
 * (joptsimple.BuiltinHelpFormatter, 80 columns, 2 between).
 */
export function joptHelp(options: readonly JoptOption[]): readonly string[] {
  const sorted = [...options].sort((a, b) => (a.name < b.name ? -1 : 1));
  const rows = [
    ['Option', 'Description'],
    ['------', '-----------'],
    ...sorted.map((option) => [`--${option.name}${placeholder(option)}`, describe(option)]),
  ] as [string, string][];
  const optionLimit = Math.min((overallWidth - separatorWidth) / 2, widest(rows.map(([left]) => left)));
  const descriptionLimit = Math.min(
    overallWidth - separatorWidth - optionLimit,
    widest(rows.map(([, right]) => right)),
  );
  const fitted = rows.flatMap(([left, right]) => {
    const lefts = wrapColumn(left, optionLimit);
    const rights = wrapColumn(right, descriptionLimit);
    return Array.from(
      { length: Math.max(lefts.length, rights.length) },
      (_, i) => [lefts[i] ?? '', rights[i] ?? ''] as const,
    );
  });
  // The columns shrink to what wrapping left of them, so the second one may be narrower than its limit.
  const optionWidth = Math.min(optionLimit, widest(fitted.map(([left]) => left)));
  const descriptionWidth = Math.min(
    overallWidth - separatorWidth - optionWidth,
    widest(fitted.map(([, right]) => right)),
  );
  return fitted.map(([left, right]) => left.padEnd(optionWidth + separatorWidth) + right.padEnd(descriptionWidth));
}
