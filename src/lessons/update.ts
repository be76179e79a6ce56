import { consoleText } from './consoleText';
import type { ConsoleBlock, ConsoleGroup } from './lab';
import { blockFor } from './lab';
import type { PlayedBlock } from './play';

/** What a play in one profile printed, block by block. */
export interface PlayedProfile {
  /** '' for a file that is no lab. */
  readonly profile: string;
  readonly blocks: readonly PlayedBlock[];
}

/**
 * A file's text with the answers that were printed. Where profiles print different ones, a block for those that differ
 * from the first follows the one for all.
 */
export function updatedText(text: string, groups: readonly ConsoleGroup[], played: readonly PlayedProfile[]): string {
  let updated = text;
  for (const group of [...groups].reverse()) updated = withGroup(updated, group, played);
  return updated;
}

function withGroup(text: string, group: ConsoleGroup, played: readonly PlayedProfile[]): string {
  const contents = new Map<ConsoleBlock, { readonly content: string; readonly profiles: string[] }[]>();
  for (const { profile, blocks } of played) {
    const block = blockFor(group, profile);
    const found = block && blocks.find((each) => each.block.start === block.start);
    if (!found) continue;
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
