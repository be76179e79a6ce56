import { blockFor, type Part, type Question, type Step } from '../../lessons/lab';
import { verdictText } from '../../lessons/checks/check';
import type { Checked, TakenLab } from '../../lessons/takenLab';
import { markdownLines } from '../../text/markdownLines';
import { foldedCommand } from '../../text/columns';
import type { Paint } from '../../text/paint';
import { withoutTabs } from '../../text/tabs';
import type { LabContext } from '../context';
import { wordsIn, type Words } from './words';

/** Columns of a line of prose: those of the terminal, up to what reads well. */
const widest = 100;

/** Prints the pages of a lab that is being taken. */
export class Page {
  readonly words: Words;
  private readonly columns: number;

  constructor(
    private readonly context: LabContext,
    private readonly paint: Paint,
    private readonly taken: TakenLab,
  ) {
    this.words = wordsIn(taken.progress.language);
    this.columns = Math.max(20, Math.min(widest, context.columns || widest));
  }

  /** The lab's head and what comes before its first step. */
  intro(): void {
    const { front, intro } = this.taken.lab;
    this.say(this.paint.heading(front.title), this.words.minutes(front.minutes), '');
    this.parts(intro);
  }

  /** The step that is on, as far as it may be read before its questions are answered, and what to do then. */
  step(): void {
    const { taken, words, paint } = this;
    const { step, lab } = taken;
    this.say(
      '',
      paint.heading(`${step.number}. ${step.title}`) + paint.faint(`  (${words.step(step.number, lab.steps.length)})`),
      '',
    );
    const open = taken.openQuestion;
    this.parts(open ? step.parts.slice(0, step.parts.indexOf(open) + 1) : step.parts);
    this.whatNext();
  }

  /** What is to be read once a question was answered. */
  rest(answered: Question): void {
    const { parts } = this.taken.step;
    const open = this.taken.openQuestion;
    this.parts(parts.slice(parts.indexOf(answered) + 1, open ? parts.indexOf(open) + 1 : parts.length));
    this.whatNext();
  }

  /** What a check gave, and the word after the step, and after the lab. */
  checked({ verdicts, isDone, outcomes, isOver }: Checked, step: Step = this.taken.step): void {
    const { words, paint, taken } = this;
    for (const verdict of verdicts)
      this.say(verdict.holds ? `${paint.good('ok')}  ${verdict.says}` : `${paint.bad('no')}  ${verdictText(verdict)}`);
    if (!isDone) {
      this.say(words.notYet(verdicts.filter(({ holds }) => !holds).length, verdicts.length));
      return;
    }
    for (const { said, isRight, value } of outcomes)
      this.say(
        `${words.youSaid(bare(said))} ${isRight ? paint.good(words.right) : paint.warning(words.wrong(bare(value)))}`,
      );
    this.say(paint.good(words.stepDone(step.number)));
    this.apart(step.after);
    if (!isOver) return;
    this.apart(taken.lab.after);
    this.say('', paint.heading(words.labDone(taken.lab.front.title)));
  }

  /** Parts below a title. */
  section(title: string, parts: readonly Part[]): void {
    this.say(this.paint.heading(title));
    this.parts(parts);
  }

  say(...lines: readonly string[]): void {
    for (const line of lines) this.context.out(line);
  }

  private apart(parts: readonly Part[]): void {
    if (parts.length === 0) return;
    this.say('');
    this.parts(parts);
  }

  private parts(parts: readonly Part[]): void {
    for (const [index, part] of parts.entries()) {
      if (index > 0) this.say('');
      this.say(...this.linesOf(part));
    }
  }

  private linesOf(part: Part): readonly string[] {
    const { paint, columns } = this;
    if (part.kind === 'prose') return markdownLines(part.markdown, columns, paint);
    if (part.kind === 'console') {
      const block = blockFor(part, this.taken.progress);
      return (block?.entries ?? []).flatMap(({ command, answer }) => [
        ...command
          .split('\n')
          .flatMap((line, at) => foldedCommand(line, columns - 6).map((part, of) => ({ part, isFirst: at + of === 0 })))
          .map(({ part, isFirst }) => `    ${paint.good(isFirst ? '$' : '>')} ${part}`),
        ...answer
          .split('\n')
          .slice(0, -1)
          .map((line) => `    ${withoutTabs(line)}`),
      ]);
    }
    return [
      paint.warning(`${this.words.question}:`),
      ...markdownLines(part.markdown, columns, paint),
      ...part.choices.flatMap(({ text }, index) => markdownLines(`${index + 1}. ${text}`, columns, paint)),
    ];
  }

  private whatNext(): void {
    const { taken, words, paint } = this;
    const open = taken.openQuestion;
    this.say('');
    if (open && this.context.canAsk) return;
    if (open) this.say(paint.faint(words.answerWith(open.choices.length > 0 ? '1' : '...')));
    else if (taken.step.checks.length === 0) this.say(paint.faint(words.goOn));
    else this.say(paint.faint(words.checkWith));
  }
}

/** A text to stand between quotes. */
function bare(text: string): string {
  return text.replace(/\.$/, '');
}
