import { diffLines } from 'diff';
import { variantOf, type ConsoleBlock, type Setting } from './lab';
import type { Stage } from './stage';

/** A block as it was played: for each of its commands what it prints now. */
export interface PlayedBlock {
  readonly block: ConsoleBlock;
  readonly answers: readonly string[];
}

/** An answer that is not what its command prints. */
export interface Difference {
  readonly line: number;
  readonly command: string;
  /** Lines with "-" before what stands in the file, "+" before what is printed, and a blank before what agrees. */
  readonly lines: readonly string[];
}

/** Plays the commands of a block, one after the other. */
export async function playBlock(
  stage: Stage,
  block: ConsoleBlock,
  afterEach: () => void = () => undefined,
): Promise<PlayedBlock> {
  const answers: string[] = [];
  for (const { command } of block.entries) {
    answers.push((await stage.run(command)).answer);
    afterEach();
  }
  return { block, answers };
}

/** Whether a block's answers are those of a setting: in another variant than the first, of a block that names it. */
export function isComparedIn({ variant }: Setting, { labels }: ConsoleBlock): boolean {
  return variant === 0 || labels.some((label) => variantOf(label) !== undefined);
}

/** Where what is printed differs from what stands there; blanks at the ends of lines make no difference. */
export function differencesOf({ block, answers }: PlayedBlock): readonly Difference[] {
  let line = block.line + 1;
  return block.entries.flatMap(({ command, answer }, index) => {
    const at = line;
    line += command.split('\n').length + answer.split('\n').length - 1;
    const printed = answers[index]!;
    if (trimmed(answer) === trimmed(printed)) return [];
    return [{ line: at, command, lines: differingLines(trimmed(answer), trimmed(printed)) }];
  });
}

/** A difference of two texts, line by line. */
function differingLines(before: string, after: string): readonly string[] {
  return diffLines(before, after).flatMap(({ value, added, removed }) =>
    value
      .replace(/\n$/, '')
      .split('\n')
      .map((each) => `${added ? '+' : removed ? '-' : ' '} ${each}`),
  );
}

function trimmed(text: string): string {
  return text.replace(/[ \t]+$/gm, '');
}
