import { consoleText } from './consoleText';
import { blockFor, type ConsoleBlock, type ConsoleGroup, type Setting } from './lab';
import { isComparedIn, type PlayedBlock } from './play';
import { readConsoleGroups } from './readLab';

/** What a play in one setting printed, block by block. */
export interface PlayedSetting extends Setting {
  readonly blocks: readonly PlayedBlock[];
}

/**
 * A file's text with the answers that were printed. Where profiles print different ones, a block for those that differ
 * from the first follows the one for all.
 */
export function updatedText(text: string, groups: readonly ConsoleGroup[], played: readonly PlayedSetting[]): string {
  let updated = text;
  for (const group of [...groups].reverse()) updated = withGroup(updated, group, played);
  return updated;
}

function withGroup(text: string, group: ConsoleGroup, played: readonly PlayedSetting[]): string {
  const contents = new Map<ConsoleBlock, { readonly content: string; readonly profiles: string[] }[]>();
  for (const { profile, variant, blocks } of played) {
    const block = blockFor(group, { profile, variant });
    const found = block && blocks.find((each) => each.block.start === block.start);
    if (!found || !isComparedIn({ profile, variant }, block)) continue;
    const content = consoleText(
      block.entries.map(({ command, answer }, index) => ({ command, answer: kept(answer, found.answers[index]!) })),
    );
    const known = contents.get(block) ?? [];
    contents.set(block, known);
    const same = known.find((each) => each.content === content);
    if (same) same.profiles.push(profile);
    else known.push({ content, profiles: [profile] });
  }
  let updated = text;
  for (const [block, versions] of [...contents].sort(([one], [other]) => other.start - one.start)) {
    const [first, ...others] = versions;
    const fence = /^[^\n]*/.exec(updated.slice(block.end))?.[0] ?? '```';
    const more = others.map(({ content, profiles }) => `\n\n${fence}console ${profiles.join(' ')}\n${content}${fence}`);
    const after = block.end + fence.length;
    updated = `${updated.slice(0, block.start)}${first!.content}${fence}${more.join('')}${updated.slice(after)}`;
  }
  return updated;
}

/** An answer that differs in blanks at the ends of lines alone stays as it is. */
function kept(answer: string, printed: string): string {
  const trimmed = (each: string) => each.replace(/[ \t]+$/gm, '');
  return trimmed(answer) === trimmed(printed) ? answer : trimmed(printed);
}

/**
 * A translation's text with the console blocks of its original, which come in the same order.
 * @returns undefined where it has more or fewer
 */
export function withBlocksOf(original: string, translation: string): string | undefined {
  const [from, to] = [readConsoleGroups(original), readConsoleGroups(translation)];
  if (from.length !== to.length) return undefined;
  let text = translation;
  for (const [index, group] of [...to.entries()].reverse()) {
    const { start, end } = spanOf(text, group);
    const source = spanOf(original, from[index]!);
    text = text.slice(0, start) + original.slice(source.start, source.end) + text.slice(end);
  }
  return text;
}

/** Where a group stands in its text, fences and all. */
function spanOf(text: string, { blocks }: ConsoleGroup): { readonly start: number; readonly end: number } {
  const start = text.lastIndexOf('\n', blocks[0]!.start - 2) + 1;
  const end = text.indexOf('\n', blocks.at(-1)!.end);
  return { start, end: end < 0 ? text.length : end };
}
