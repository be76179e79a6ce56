import { writeFileSync } from 'node:fs';
import type { ConsoleGroup, Lab } from '../../lessons/lab';
import { blockFor, commandsOf, consolesOf } from '../../lessons/lab';
import { differencesOf, playBlock, type Difference, type PlayedBlock } from '../../lessons/play';
import { readConsoleGroups, readLab } from '../../lessons/readLab';
import { Stage } from '../../lessons/stage';
import { updatedText, type PlayedProfile } from '../../lessons/update';
import { printEnvelope } from '../../text/envelope';
import { loadPaint, type Paint } from '../../text/paint';
import { LabRefusal, type LabContext } from '../context';
import type { FormatOption } from '../format';
import { differenceLine } from './differenceLine';
import { readText, requireConsent, type ConsentOptions } from './consent';

interface RunOptions extends ConsentOptions, FormatOption {
  readonly update?: boolean;
}

/** What is played of a file in one profile: '' for one that is no lab. */
interface Script {
  readonly profile: string;
  readonly prepare: (stage: Stage) => Promise<void>;
  /** Blocks, or commands between them of which nothing is shown. */
  readonly acts: readonly (ConsoleGroup | string)[];
}

/**
 * `kafka-lab lab run`: plays the console blocks of any Markdown file in a scratch folder, and compares or rewrites their
 * answers.
 * @throws LabRefusal where they differ and are not rewritten
 */
export async function run(context: LabContext, file: string, options: RunOptions): Promise<void> {
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
  const played: PlayedProfile[] = [];
  for (const script of lab ? scriptsOf(lab) : [{ profile: '', prepare: async () => undefined, acts: groups }])
    played.push(await Stage.use(context, (stage) => play(stage, script)));
  const differences = played.flatMap(({ profile, blocks }) =>
    blocks.flatMap((block) => differencesOf(block).map((difference) => ({ profile, ...difference }))),
  );
  if (options.format === 'json')
    printEnvelope(context.print, 'lab-run', { file, commands: commands.length, differences });
  else {
    const paint = await loadPaint(context.colour);
    for (const difference of differences) show(context, file, difference, paint);
    if (differences.length === 0) context.out(`${paint.good('ok')} ${file}: every answer is what its command prints`);
  }
  if (differences.length === 0) return;
  if (!options.update)
    throw new LabRefusal(
      `${differences.length} answers differ. Lines with "+" are printed; write them into the file with: kafka-lab lab run ${file} --update`,
    );
  writeFileSync(file, updatedText(text, groups, played));
  if (options.format !== 'json') context.out(`Wrote ${file}`);
}

/** All that a lab plays, in each of its profiles; of several variants the first. */
function scriptsOf(lab: Lab): readonly Script[] {
  const acts = [
    ...lab.front.variants[0]!,
    ...consolesOf(lab.intro),
    ...lab.steps.flatMap((step) => [
      ...step.setup,
      ...consolesOf(step.parts),
      ...consolesOf(step.solution ?? []),
      ...consolesOf(step.after),
    ]),
    ...consolesOf(lab.after),
  ];
  return lab.front.profiles.map((profile) => ({
    profile,
    prepare: async (stage) => stage.makeCluster(lab.front, profile),
    acts,
  }));
}

async function play(stage: Stage, { profile, prepare, acts }: Script): Promise<PlayedProfile> {
  await prepare(stage);
  const blocks: PlayedBlock[] = [];
  for (const act of acts) {
    const block = typeof act === 'string' ? undefined : blockFor(act, profile);
    if (typeof act === 'string') await stage.run(act);
    else if (block) blocks.push(await playBlock(stage, block));
  }
  return { profile, blocks };
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
