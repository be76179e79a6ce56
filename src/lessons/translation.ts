import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { consoleText } from './consoleText';
import { consolesOf, questionsOf, type Lab, type Part, type Problem, type Question, type Step } from './lab';

/** `04-a-broker-stops.ko.md` beside `04-a-broker-stops.md`: the language in the name of a translation. */
const translationName = /^(.*)\.([a-z]{2})\.md$/;

/** The language of a file by its name; undefined for an original. */
export function languageOf(path: string): string | undefined {
  return translationName.exec(path)?.[2];
}

/** The original's path of a translation. */
export function originalOf(path: string): string {
  return path.replace(translationName, '$1.md');
}

/** The path of an original's translation. */
export function translationOf(path: string, language: string): string {
  return path.replace(/\.md$/, `.${language}.md`);
}

/** The translations that lie beside an original. */
export function translationsOf(path: string): readonly string[] {
  const begin = `${basename(path, '.md')}.`;
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(begin) && originalOf(name) === basename(path))
    .filter((name) => languageOf(name) !== undefined)
    .map((name) => join(dirname(path), name));
}

/** A lab in another language: commands, checks and answers are the original's; a step that is missing there too. */
export function translated(original: Lab, other: Lab): Lab {
  return {
    front: { ...original.front, title: other.front.title },
    intro: other.intro.length > 0 ? withBlocks(other.intro, original.intro) : original.intro,
    steps: original.steps.map((step) => {
      const found = other.steps.find(({ number }) => number === step.number);
      return found ? translatedStep(step, found) : step;
    }),
    after: other.after.length > 0 ? withBlocks(other.after, original.after) : original.after,
  };
}

function translatedStep(step: Step, other: Step): Step {
  return {
    ...step,
    title: other.title,
    parts: withBlocks(other.parts, step.parts),
    hints: step.hints.map((hint, index) => {
      const found = other.hints[index];
      return found ? { ...hint, parts: withBlocks(found.parts, hint.parts) } : hint;
    }),
    solution: step.solution && (other.solution ? withBlocks(other.solution, step.solution) : step.solution),
    after: withBlocks(other.after, step.after),
  };
}

/** Prose of one; blocks, values and which choices are right of the other, in their order. */
function withBlocks(prose: readonly Part[], original: readonly Part[]): readonly Part[] {
  const [consoles, questions] = [consolesOf(original), questionsOf({ parts: original })];
  let [nextConsole, nextQuestion] = [0, 0];
  return prose.flatMap((part): readonly Part[] => {
    if (part.kind === 'prose') return [part];
    if (part.kind === 'console') return consoles[nextConsole++] ? [consoles[nextConsole - 1]!] : [];
    const asked = questions[nextQuestion++];
    if (!asked) return [];
    const choices = asked.choices.map((choice, at) => ({ ...choice, text: part.choices[at]?.text ?? choice.text }));
    return [{ ...asked, markdown: part.markdown, choices }];
  });
}

/** Where a translation is no longer its original's: other steps, commands, answers, checks or choices. */
export function drift(original: Lab, other: Lab): readonly Problem[] {
  const problems: Problem[] = [];
  const note = (line: number, message: string) => problems.push({ line, message });
  const compare = (line: number, what: string, one: unknown, two: unknown) => {
    if (JSON.stringify(one) !== JSON.stringify(two)) note(line, `${what} not those of the original`);
  };
  if (other.front.id !== original.front.id) note(1, `its id is not the original's, ${original.front.id}`);
  compare(1, 'blocks before the first step are', blocks(original.intro), blocks(other.intro));
  compare(1, 'blocks of the last word are', blocks(original.after), blocks(other.after));
  for (const step of original.steps) {
    const found = other.steps.find(({ number }) => number === step.number);
    if (!found) {
      note(1, `step ${step.number} is missing: "${step.title}"`);
      continue;
    }
    const { line } = found;
    compare(line, 'console blocks are', blocks(step.parts), blocks(found.parts));
    compare(line, 'checks are', texts(step.checks), texts(found.checks));
    compare(line, 'commands of its setup are', step.setup, found.setup);
    compare(
      line,
      'blocks of the solution are',
      step.solution && blocks(step.solution),
      found.solution && blocks(found.solution),
    );
    compare(line, 'blocks of the word after it are', blocks(step.after), blocks(found.after));
    compare(line, 'hints are', step.hints.map(hintShape), found.hints.map(hintShape));
    compare(line, 'questions are', questionsOf(step).map(questionShape), questionsOf(found).map(questionShape));
  }
  for (const { number, line } of other.steps)
    if (!original.steps.some((step) => step.number === number)) note(line, `the original has no step ${number}`);
  return problems;
}

function blocks(parts: readonly Part[]): unknown {
  return consolesOf(parts).map(({ blocks: all }) =>
    all.map(({ labels, entries }) => [labels, consoleText(entries).replace(/[ \t]+$/gm, '')]),
  );
}

function hintShape({ condition, parts, when }: Step['hints'][number]): unknown {
  return [condition?.text, blocks(parts), when];
}

function questionShape({ choices, value }: Question): unknown {
  return [choices.map(({ isRight }) => isRight), value?.text];
}

function texts(checks: Step['checks']): unknown {
  return checks.map(({ text }) => text);
}
