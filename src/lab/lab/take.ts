import type { Verdict } from '../../lessons/checks/check';
import { blocksIn, questionsOf } from '../../lessons/lab';
import { LabStop, TakenLab, type Checked } from '../../lessons/takenLab';
import { activeLab, clusterIn, setActiveLab } from '../../runtime/clusterPlace';
import { isThere } from '../../store/clusterFile';
import { printEnvelope } from '../../text/envelope';
import { loadPaint } from '../../text/paint';
import { LabRefusal, NotDone, type LabContext } from '../context';
import type { FormatOption } from '../format';
import { askQuestion } from './askLearner';
import type { ConsentOptions } from './consent';
import { Page } from './page';

/** A lab that is active here, and its pages. */
interface Desk {
  readonly taken: TakenLab;
  readonly page: Page;
}

/**
 * The lab that is being taken.
 * @param id of another that was begun
 * @throws LabRefusal where there is none
 */
export function requireTaken(context: LabContext, id = activeLab(context.home)): TakenLab {
  const taken = id === undefined ? undefined : TakenLab.find(context, context.home, id);
  if (!taken) throw new LabRefusal('No lab is active here. See them: kafka-lab lab list, then: kafka-lab lab start 1');
  return taken;
}

/** Does something with the active lab; what it cannot do is refused in one line. */
async function atDesk<T>(context: LabContext, action: (desk: Desk) => T | Promise<T>): Promise<T> {
  const taken = requireTaken(context);
  const page = new Page(context, await loadPaint(context.colour), taken);
  try {
    return await action({ taken, page });
  } catch (error) {
    throw error instanceof LabStop ? new LabRefusal(error.message) : error;
  }
}

/** `kafka-lab lab status`: where one stands, and what to do. */
export function status(context: LabContext, { format }: FormatOption): Promise<void> {
  return atDesk(context, ({ taken, page }) => {
    if (format === 'json') printTaken(context, taken);
    else page.step();
  });
}

/** `kafka-lab lab check`: whether the step is done. @throws LabRefusal where it is not */
export function check(context: LabContext, { format }: FormatOption): Promise<void> {
  return atDesk(context, ({ taken, page }) => {
    const checked = taken.check();
    if (format === 'json') printTaken(context, taken, checked);
    else {
      page.checked(checked);
      if (checked.isDone && !checked.isOver) page.say(page.words.goOn);
    }
    requireDone(checked.verdicts);
  });
}

/** `kafka-lab lab next`: the next step, if this one is done. @throws LabRefusal where it is not */
export function next(context: LabContext, { format, shell }: FormatOption & ConsentOptions): Promise<void> {
  return atDesk(context, async ({ taken, page }) => {
    const before = taken.step;
    const checked = await taken.next(shell === true);
    if (format === 'json') printTaken(context, taken, checked);
    else {
      if (checked.verdicts.length > 0 || checked.outcomes.length > 0 || taken.step === before)
        page.checked(checked, before);
      if (taken.step !== before) page.step();
    }
    requireDone(checked.verdicts);
    if (taken.step !== before && format !== 'json') await ask(context, { taken, page });
  });
}

/** `kafka-lab lab back`, `goto` and `reset`: a step as its beginning was. */
export function turnTo(context: LabContext, { format }: FormatOption, turn: (taken: TakenLab) => void): Promise<void> {
  return atDesk(context, async ({ taken, page }) => {
    turn(taken);
    if (format === 'json') return printTaken(context, taken);
    page.step();
    return ask(context, { taken, page });
  });
}

/** `kafka-lab lab hint`: the next one. */
export function hint(context: LabContext, { format }: FormatOption): Promise<void> {
  return atDesk(context, ({ taken, page }) => {
    const found = taken.hint();
    if (format === 'json')
      return printEnvelope(context.print, 'lab-hint', {
        step: taken.step.number,
        hint: found ? textOf(found.parts) : null,
      });
    if (!found) return page.say(page.words.noHint);
    page.section(page.words.hint, found.parts);
    return page.say('', page.words.moreHints);
  });
}

/** `kafka-lab lab solution`: a way to the goal. */
export function solution(context: LabContext, { format }: FormatOption): Promise<void> {
  return atDesk(context, ({ taken, page }) => {
    const { step, progress } = taken;
    taken.noteSolution();
    const parts = step.solution ?? step.parts.filter(({ kind }) => kind === 'console');
    if (format !== 'json') return page.section(page.words.solution, parts);
    const commands = blocksIn(parts, progress).flatMap(({ entries }) => entries.map(({ command }) => command));
    return printEnvelope(context.print, 'lab-solution', { step: step.number, text: textOf(parts), commands });
  });
}

/** `kafka-lab lab answer`: what the learner says to the open question. */
export function answer(context: LabContext, words: readonly string[], { format }: FormatOption): Promise<void> {
  return atDesk(context, async ({ taken, page }) => {
    if (words.length === 0 && taken.openQuestion && context.canAsk && format !== 'json')
      return ask(context, { taken, page });
    if (words.length === 0) throw new LabStop('Say your answer: kafka-lab lab answer 1');
    return take({ taken, page }, words.join(' '), format === 'json' ? context : undefined);
  });
}

/** `kafka-lab lab quit`: the learner's own cluster again. */
export function quit(context: LabContext, { format }: FormatOption): void {
  const { home } = context;
  const id = activeLab(home);
  if (id === undefined) throw new LabRefusal('No lab is active here');
  setActiveLab(home, undefined);
  if (format === 'json') return printEnvelope(context.print, 'lab-quit', { lab: id });
  context.out(
    isThere(clusterIn(home))
      ? `Your own cluster is back. Go on with the lab: kafka-lab lab start ${id}`
      : `The lab rests. Go on with it: kafka-lab lab start ${id}    A cluster of your own: kafka-lab init`,
  );
  return undefined;
}

/** Asks a person who sits there the open question. */
export async function ask(context: LabContext, { taken, page }: Desk): Promise<void> {
  const question = taken.openQuestion;
  if (!question || !context.canAsk) return;
  const said = await askQuestion(question, page.words.question);
  if (said !== undefined) await take({ taken, page }, said, undefined);
  if (taken.openQuestion) await ask(context, { taken, page });
}

function take({ taken, page }: Desk, said: string, json: LabContext | undefined): void {
  const question = taken.openQuestion;
  const given = taken.answer(said);
  if (json) return printTaken(json, taken);
  page.say(page.words.taken(given), '');
  return page.rest(question!);
}

function requireDone(verdicts: readonly Verdict[]): void {
  if (verdicts.some(({ holds }) => !holds)) throw new NotDone();
}

/** What JSON says of a lab that is being taken. */
export function printTaken(context: LabContext, taken: TakenLab, checked?: Checked): void {
  const { lab, progress, step, openQuestion } = taken;
  printEnvelope(context.print, 'lab', {
    lab: lab.front.id,
    title: lab.front.title,
    profile: progress.profile,
    steps: lab.steps.length,
    finished: progress.finishedMs !== null,
    step: {
      number: step.number,
      title: step.title,
      done: taken.stepProgress.doneMs !== null,
      text: textOf(step.parts.slice(0, openQuestion ? step.parts.indexOf(openQuestion) : step.parts.length)),
      commands: openQuestion
        ? []
        : blocksIn(step.parts, progress).flatMap(({ entries }) => entries.map(({ command }) => command)),
      question: openQuestion
        ? { text: openQuestion.markdown.trim(), choices: openQuestion.choices.map(({ text }) => text) }
        : null,
      questions: questionsOf(step).length,
      ...taken.stepProgress,
    },
    ...(checked && {
      checks: checked.verdicts,
      answers: checked.outcomes.map(({ said, isRight, value }) => ({ said, isRight, value })),
    }),
  });
}

function textOf(parts: TakenLab['lab']['intro']): string {
  return parts.flatMap((part) => (part.kind === 'prose' ? [part.markdown.trim()] : [])).join('\n\n');
}
