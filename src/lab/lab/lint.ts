import { dirname, resolve } from 'node:path';
import { playThrough, type Finding } from '../../lessons/gate';
import { commandsOf, consolesOf, variantOf, type Lab } from '../../lessons/lab';
import { labsIn, shippedFolder } from '../../lessons/labShelf';
import { readLab } from '../../lessons/readLab';
import { unknownLabs, untaught } from '../../lessons/terms';
import { drift, languageOf, originalOf } from '../../lessons/translation';
import { printEnvelope } from '../../text/envelope';
import { LabRefusal, type LabContext } from '../context';
import type { FormatOption } from '../format';
import { loadPaint } from '../../text/paint';
import { differenceLine } from './differenceLine';
import { readText, requireConsent, type ConsentOptions } from './consent';

interface Report {
  readonly file: string;
  readonly findings: readonly Finding[];
}

/**
 * `kafka-lab lab lint`: whether labs are what they say.
 * @throws LabRefusal where one is not
 */
export async function lint(
  context: LabContext,
  files: readonly string[],
  options: ConsentOptions & FormatOption,
): Promise<void> {
  const reports: Report[] = [];
  for (const file of files) reports.push({ file, findings: await findingsOf(context, file, options) });
  const wrong = reports.filter(({ findings }) => findings.length > 0);
  if (options.format === 'json') printEnvelope(context.print, 'lab-lint', reports);
  else {
    const paint = await loadPaint(context.colour);
    for (const { file, findings } of reports) {
      if (findings.length === 0) context.out(`${paint.good('ok')} ${file}`);
      for (const { line, message, lines } of findings) {
        context.out(`${file}:${line}: ${message}`);
        for (const each of lines) context.out(differenceLine(each, paint));
      }
    }
  }
  if (wrong.length > 0)
    throw new LabRefusal(
      `${wrong.length} of ${files.length} labs are not as they should be. Lines with "-" stand in the file, lines ` +
        `with "+" are printed: kafka-lab lab run FILE --update writes them`,
    );
}

async function findingsOf(context: LabContext, file: string, options: ConsentOptions): Promise<readonly Finding[]> {
  const text = readText(file);
  const { lab, problems } = readLab(text);
  const found: Finding[] = problems.map((problem) => ({ ...problem, lines: [] }));
  if (!lab || found.length > 0) return found;
  const say = (line: number, message: string) => found.push({ line, message, lines: [] });
  if (languageOf(file) !== undefined) {
    const original = readLab(readText(originalOf(file))).lab;
    if (!original)
      return [{ line: 1, message: `its original, ${originalOf(file)}, cannot be read as a lab`, lines: [] }];
    for (const { line, message } of drift(original, lab)) say(line, message);
    return found;
  }
  const others = [...labsIn(shippedFolder(context.installedAt)), ...labsIn(dirname(resolve(file)))].map(
    (each) => each.lab.front,
  );
  for (const id of unknownLabs(lab, others)) say(1, `it requires ${id}, and there is no such lab`);
  for (const message of untaught(lab, others)) say(1, message);
  for (const { line, message } of unknownLabels(lab)) say(line, message);
  await requireConsent(context, file, commandsOf(lab), options);
  return [...found, ...(await playThrough(context, lab))];
}

/** Labels of blocks that are neither a profile nor a variant of the lab. */
function unknownLabels(lab: Lab): readonly { readonly line: number; readonly message: string }[] {
  const { profiles, variants } = lab.front;
  const isKnown = (label: string) => {
    const variant = variantOf(label);
    return variant === undefined ? (profiles as readonly string[]).includes(label) : variant <= variants.length;
  };
  const parts = [lab.intro, lab.after, ...lab.steps.flatMap((step) => [step.parts, step.solution ?? [], step.after])];
  return consolesOf(parts.flat()).flatMap(({ blocks }) =>
    blocks.flatMap(({ labels, line }) => {
      const wrong = labels.find((label) => !isKnown(label));
      return wrong === undefined
        ? []
        : [{ line, message: `"console ${wrong}": ${wrong} is no profile or variant of the lab` }];
    }),
  );
}
