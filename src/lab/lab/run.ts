import { writeFileSync } from 'node:fs';
import { blockFor, commandsOf, consolesOf, type ConsoleGroup, type Lab, type Setting } from '../../lessons/lab';
import { differencesOf, isComparedIn, playBlock, type Difference, type PlayedBlock } from '../../lessons/play';
import { readConsoleGroups, readLab } from '../../lessons/readLab';
import { Stage } from '../../lessons/stage';
import { languageOf, originalOf, translationsOf } from '../../lessons/translation';
import { updatedText, withBlocksOf, type PlayedSetting } from '../../lessons/update';
import { printEnvelope } from '../../text/envelope';
import { loadPaint, type Paint } from '../../text/paint';
import { LabRefusal, type LabContext } from '../context';
import type { FormatOption } from '../format';
import { differenceLine } from './differenceLine';
import { readText, requireConsent, type ConsentOptions } from './consent';

interface RunOptions extends ConsentOptions, FormatOption {
  readonly update?: boolean;
}

/** What is played of a file in one setting. */
interface Script extends Setting {
  readonly prepare: (stage: Stage) => Promise<void>;
  /** Blocks, or commands between them of which nothing is shown. */
  readonly acts: readonly (ConsoleGroup | string)[];
}

/**
 * `kafka-lab lab run`: plays the console blocks of any Markdown file in a scratch folder, and compares or rewrites
 * their answers.
 * @throws LabRefusal where they differ and are not rewritten
 */
export async function run(context: LabContext, file: string, options: RunOptions): Promise<void> {
  if (languageOf(file) !== undefined)
    throw new LabRefusal(
      `${file} is a translation: its blocks are those of ${originalOf(file)}. Run that, with --update`,
    );
  const text = readText(file);
  const { lab, problems } = text.startsWith('---\n') ? readLab(text) : { lab: undefined, problems: [] };
  if (problems.length > 0)
    throw new LabRefusal(
      `${file}:${problems[0]!.line}: ${problems[0]!.message}. See all with: kafka-lab lab lint ${file}`,
    );
  const groups = readConsoleGroups(text);
  const commands = lab
    ? commandsOf(lab)
    : groups.flatMap(({ blocks }) => blocks.flatMap(({ entries }) => entries.map(({ command }) => command)));
  if (commands.length === 0) throw new LabRefusal(`${file} has no console block with a command: ${'```'}console`);
  await requireConsent(context, file, commands, options);
  const played: PlayedSetting[] = [];
  for (const script of lab
    ? scriptsOf(lab)
    : [{ profile: '', variant: 0, prepare: async () => undefined, acts: groups }])
    played.push(await Stage.use(context, (stage) => play(stage, script)));
  const differences = played.flatMap(({ profile, variant, blocks }) =>
    blocks
      .filter(({ block }) => isComparedIn({ profile, variant }, block))
      .flatMap((block) => differencesOf(block).map((difference) => ({ profile, ...difference }))),
  );
  if (options.format === 'json')
    printEnvelope(context.print, 'lab-run', { file, commands: commands.length, differences });
  else {
    const paint = await loadPaint(context.colour);
    for (const difference of differences) show(context, file, difference, paint);
    if (differences.length === 0) context.out(`${paint.good('ok')} ${file}: every answer is what its command prints`);
  }
  if (differences.length > 0 && !options.update)
    throw new LabRefusal(
      `${differences.length} answers differ. Lines with "+" are printed; write them into the file with: kafka-lab ` +
        `lab run ${file} --update`,
    );
  if (options.update) update(context, file, text, updatedText(text, groups, played), options);
}

/** Writes a file where it has changed, and its translations, which have the same blocks. */
function update(context: LabContext, file: string, before: string, after: string, { format }: FormatOption): void {
  const say = (line: string) => format === 'json' || context.out(line);
  const write = (path: string, one: string, other: string) => {
    if (one === other) return;
    writeFileSync(path, other);
    say(`Wrote ${path}`);
  };
  write(file, before, after);
  for (const path of translationsOf(file)) {
    const text = readText(path);
    const other = withBlocksOf(after, text);
    if (other === undefined)
      say(`${path} has other blocks than ${file}: write them by hand, then: kafka-lab lab lint ${path}`);
    else write(path, text, other);
  }
}

/** All that a lab plays, in each of its profiles and variants. */
function scriptsOf({ front, intro, steps, after }: Lab): readonly Script[] {
  const acts = [
    ...consolesOf(intro),
    ...steps.flatMap((step) => [
      ...step.setup,
      ...consolesOf(step.parts),
      ...consolesOf(step.solution ?? []),
      ...consolesOf(step.after),
    ]),
    ...consolesOf(after),
  ];
  return front.profiles.flatMap((profile) =>
    front.variants.map((setup, variant) => ({
      profile,
      variant,
      prepare: async (stage: Stage) => stage.makeCluster(front, profile),
      acts: [...setup, ...acts],
    })),
  );
}

async function play(stage: Stage, { profile, variant, prepare, acts }: Script): Promise<PlayedSetting> {
  await prepare(stage);
  const blocks: PlayedBlock[] = [];
  for (const act of acts) {
    const block = typeof act === 'string' ? undefined : blockFor(act, { profile, variant });
    if (typeof act === 'string') await stage.run(act);
    else if (block) blocks.push(await playBlock(stage, block));
  }
  return { profile, variant, blocks };
}

function show(
  context: LabContext,
  file: string,
  { profile, line, command, lines }: Difference & { readonly profile: string },
  paint: Paint,
): void {
  context.out(`${file}:${line}: ${profile === '' ? '' : `${profile}: `}$ ${command}`);
  for (const each of lines) context.out(differenceLine(each, paint));
}
