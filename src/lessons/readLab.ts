import type { Tokens } from 'marked';
import { parseCheck, parseValue, type Check } from './checks/check';
import { consoleEntries } from './consoleText';
import { readFrontMatter, splitFrontMatter } from './frontMatter';
import {
  consolesOf,
  type ConsoleBlock,
  type ConsoleGroup,
  type Hint,
  type Lab,
  type Part,
  type Problem,
  type Question,
  type Step,
} from './lab';
import { fenceOf, nestedConsoleBlocks, piecesOf, type Fence, type Piece } from './markdown';

/** What a file holds as far as it could be read, and what is wrong with it. */
export interface ReadLab {
  /** undefined where its front matter cannot be read. */
  readonly lab: Lab | undefined;
  readonly problems: readonly Problem[];
}

/** Pieces below a heading, up to the next one of its level or above. */
interface Section {
  readonly heading: string;
  readonly line: number;
  readonly pieces: readonly Piece[];
}

/**
 * Reads a lab: `## 1. Title` begins a step, and `## After` the last word. In a step `### Hint` (or `### Hint if` and a
 * check), `### Solution`, `### Question` and `### After` begin its sections, and fenced blocks `check` and `setup` say
 * what must hold and what happens when it begins.
 */
export function readLab(text: string): ReadLab {
  const { yaml, bodyAt } = splitFrontMatter(text);
  if (yaml === undefined)
    return {
      lab: undefined,
      problems: [{ line: 1, message: 'a lab begins with front matter: --- in its first line' }],
    };
  const { front, problems } = readFrontMatter(yaml);
  const reader = new Reader();
  const pieces = piecesOf(text, bodyAt);
  for (const line of nestedConsoleBlocks(pieces))
    reader.note(line, 'a console block stands at the left, not in a list or a quote');
  const { before, sections } = cut(pieces, 2);
  const intro = reader.parts(before.filter(({ token }) => !isHeading(token, 1)));
  const steps: Step[] = [];
  let after: readonly Part[] = [];
  for (const section of sections) {
    const numbered = /^(\d+)\.\s+(.+)$/.exec(section.heading);
    if (numbered) steps.push(reader.step(section, Number(numbered[1]), numbered[2]!));
    else if (section.heading === 'After') after = reader.parts(section.pieces);
    else reader.note(section.line, `"## ${section.heading}" is neither a step, "## 1. Title", nor "## After"`);
  }
  for (const [index, { number, line }] of steps.entries())
    if (index > 0 && number <= steps[index - 1]!.number) reader.note(line, `step ${number} comes too late`);
  if (steps.length === 0) reader.note(1, 'it has no step: "## 1. Title"');
  return { lab: front && { front, intro, steps, after }, problems: [...problems, ...reader.problems] };
}

/** Console blocks of any Markdown, without a lab around them. */
export function readConsoleGroups(text: string): readonly ConsoleGroup[] {
  const reader = new Reader();
  return consolesOf(reader.parts(piecesOf(text, splitFrontMatter(text).bodyAt)));
}

class Reader {
  readonly problems: Problem[] = [];

  note(line: number, message: string): void {
    this.problems.push({ line, message });
  }

  step({ heading: _, line, pieces }: Section, number: number, title: string): Step {
    const { before, sections } = cut(pieces, 3);
    const asked = sections.filter((section) => section.heading === 'Question');
    const hints: Hint[] = [];
    let solution: readonly Part[] | undefined;
    let after: readonly Part[] = [];
    for (const section of sections.filter((each) => !asked.includes(each))) {
      const hint = /^Hint(?: if (.+))?$/.exec(section.heading);
      if (hint) hints.push(this.hint(section, hint[1]));
      else if (section.heading === 'Solution') solution = this.parts(section.pieces);
      else if (section.heading === 'After') after = this.parts(section.pieces);
      else this.note(section.line, `"### ${section.heading}" is none of Hint, Hint if ..., Question, Solution, After`);
    }
    const body = [...before, ...asked.flatMap((section) => section.pieces)];
    const checks = fencesOf(body, 'check').flatMap(({ fence, line: at }) => this.checks(fence, at));
    const setup = fencesOf(body, 'setup').flatMap(({ fence }) => commands(fence));
    const parts = [...this.body(before), ...asked.flatMap((section) => this.asked(section))];
    return { number, title, line, parts, checks, hints, solution, setup, after };
  }

  /** Prose and console blocks, in their order; blocks without text between them are one group. */
  parts(pieces: readonly Piece[]): readonly Part[] {
    const parts: Part[] = [];
    let isApart = true;
    for (const piece of pieces) {
      const last = parts.at(-1);
      const block = this.consoleBlock(piece);
      if (block && last?.kind === 'console' && !isApart && block.labels.length > 0)
        parts[parts.length - 1] = { kind: 'console', blocks: [...last.blocks, block] };
      else if (block) parts.push({ kind: 'console', blocks: [block] });
      else if (last?.kind === 'prose')
        parts[parts.length - 1] = { kind: 'prose', markdown: last.markdown + piece.token.raw };
      else if (piece.token.type !== 'space') parts.push({ kind: 'prose', markdown: piece.token.raw });
      if (piece.token.type !== 'space') isApart = !block;
    }
    return parts;
  }

  private consoleBlock(piece: Piece): ConsoleBlock | undefined {
    const fence = fenceOf(piece);
    if (fence?.words[0] !== 'console') return undefined;
    const { start, end } = fence;
    return { labels: fence.words.slice(1), entries: consoleEntries(fence.text), start, end, line: piece.line };
  }

  private checks(fence: Fence, line: number): readonly Check[] {
    return fence.text.split('\n').flatMap((text, index) => {
      if (text.trim() === '' || text.startsWith('#')) return [];
      return this.check(text, line + 1 + index) ?? [];
    });
  }

  private check(text: string, line: number): Check | undefined {
    const parsed = parseCheck(text);
    if ('problem' in parsed) this.note(line, parsed.problem);
    return 'problem' in parsed ? undefined : parsed;
  }

  private hint({ line, pieces }: Section, condition: string | undefined): Hint {
    return {
      condition: condition === undefined ? undefined : this.check(condition, line),
      parts: this.parts(pieces.filter((piece) => !isFenceOf(piece, 'when'))),
      when: fencesOf(pieces, 'when').flatMap(({ fence }) => commands(fence)),
    };
  }

  /** Parts of a step's own text, without what says what must hold and what happens. */
  private body(pieces: readonly Piece[]): readonly Part[] {
    return this.parts(pieces.filter((piece) => !isFenceOf(piece, 'check') && !isFenceOf(piece, 'setup')));
  }

  /** A question, and what is read once it is answered. */
  private asked({ line, pieces }: Section): readonly Part[] {
    const at = pieces.findIndex((piece) => isTaskList(piece) || isFenceOf(piece, 'answer'));
    const piece = pieces[at];
    if (!piece) {
      this.note(line, 'a question has choices ("- [ ] text", right ones "- [x] text") or a block "answer"');
      return this.body(pieces);
    }
    const markdown = pieces
      .slice(0, at)
      .map(({ token }) => token.raw)
      .join('');
    const question: Question = { kind: 'question', markdown, choices: this.choices(piece), value: this.value(piece) };
    return [question, ...this.body(pieces.slice(at + 1))];
  }

  private choices(piece: Piece): Question['choices'] {
    if (!isTaskList(piece)) return [];
    const choices = (piece.token as Tokens.List).items.map(({ text, checked }) => ({
      text: text.replace(/^\[[ xX]\]\s+/, '').replace(/\s+/g, ' '),
      isRight: checked === true,
    }));
    if (!choices.some(({ isRight }) => isRight)) this.note(piece.line, 'no choice is the right one: "- [x]"');
    return choices;
  }

  private value(piece: Piece): Question['value'] {
    const fence = fenceOf(piece);
    if (!fence) return undefined;
    const value = parseValue(fence.text.trim());
    if (!('problem' in value)) return value;
    this.note(piece.line + 1, value.problem);
    return undefined;
  }
}

function cut(pieces: readonly Piece[], depth: number): { before: readonly Piece[]; sections: readonly Section[] } {
  const starts = pieces.flatMap(({ token }, index) => (isHeading(token, depth) ? [index] : []));
  return {
    before: pieces.slice(0, starts[0] ?? pieces.length),
    sections: starts.map((at, index) => ({
      heading: (pieces[at]!.token as Tokens.Heading).text.trim(),
      line: pieces[at]!.line,
      pieces: pieces.slice(at + 1, starts[index + 1] ?? pieces.length),
    })),
  };
}

function isHeading(token: { readonly type: string; readonly depth?: number }, depth: number): boolean {
  return token.type === 'heading' && token.depth === depth;
}

function isFenceOf(piece: Piece, name: string): boolean {
  return fenceOf(piece)?.words[0] === name;
}

function isTaskList({ token }: Piece): boolean {
  return token.type === 'list' && (token as Tokens.List).items.some(({ task }) => task);
}

function fencesOf(pieces: readonly Piece[], name: string): readonly { fence: Fence; line: number }[] {
  return pieces.flatMap((piece) => (isFenceOf(piece, name) ? [{ fence: fenceOf(piece)!, line: piece.line }] : []));
}

/** Commands of a block that shows no answers; `$ ` before them may be there. */
function commands(fence: Fence): readonly string[] {
  return /^\$ /m.test(fence.text)
    ? consoleEntries(fence.text).map(({ command }) => command)
    : fence.text.split('\n').filter((line) => line.trim() !== '');
}
