import type { StateView } from '../store/stateView';
import { quoted } from '../text/shell';
import { answerTo, isAnswer, judge, verdictText, type Verdict } from './checks/check';
import { questionsOf, type Hint, type Lab, type Question, type Step } from './lab';
import { makeLabCluster } from './labCluster';
import { LabFolder } from './labFolder';
import { newStep, type Progress, type StepProgress } from './progress';
import { Stage, type Host } from './stage';
import { objectionTo } from './vetting';

/** A lab cannot go on as asked; its message says what to do. */
export class LabStop extends Error {}

/** A question with what was said to it, and what the cluster says once the step is done. */
export interface Outcome {
  readonly question: Question;
  readonly said: string;
  readonly isRight: boolean;
  readonly value: string;
}

/** What a check of the present step gave. */
export interface Checked {
  readonly verdicts: readonly Verdict[];
  readonly isDone: boolean;
  /** Of the questions, once the step is done. */
  readonly outcomes: readonly Outcome[];
  /** It was the last step. */
  readonly isOver: boolean;
}

/** How a lab is to be taken. */
export type Taking = Pick<Progress, 'profile' | 'variant' | 'language'>;

/** A lab that is being taken: what its learner does in its folder, and with its cluster. */
export class TakenLab {
  private constructor(
    private readonly host: Host,
    readonly folder: LabFolder,
    readonly lab: Lab,
    public progress: Progress,
  ) {}

  /** The lab that was begun under an id; undefined where none was. */
  static find(host: Host, home: string, id: string): TakenLab | undefined {
    const folder = new LabFolder(home, id);
    const { progress } = folder;
    const lab = progress && folder.lab(progress.language);
    return lab && new TakenLab(host, folder, lab, progress);
  }

  /**
   * Begins a lab anew: its cluster, prepared, and its first step.
   * @param path of the lab's file
   * @param mayShell what prepares it may be more than Kafka Lab's own tools
   * @throws LabStop where it cannot be prepared
   */
  static async begin(
    host: Host,
    home: string,
    path: string,
    { front, steps }: Lab,
    taking: Taking,
    mayShell: boolean,
  ): Promise<TakenLab> {
    const { id, title } = front;
    const folder = new LabFolder(home, id);
    folder.begin(path, taking.language);
    makeLabCluster(folder.cluster, front, taking.profile, host.wallClock, true);
    const number = steps[0]!.number;
    const startedMs = host.wallClock();
    const begun = { startedMs, finishedMs: null, step: number, steps: {} };
    const taken = new TakenLab(host, folder, folder.lab(taking.language)!, {
      version: 1,
      id,
      title,
      ...taking,
      ...begun,
    });
    await taken.prepare(front.variants[taking.variant] ?? [], mayShell);
    await taken.enter(number, mayShell);
    return taken;
  }

  get step(): Step {
    const { step } = this.progress;
    return this.lab.steps.find(({ number }) => number === step) ?? this.lab.steps[0]!;
  }

  get stepProgress(): StepProgress {
    return this.progress.steps[this.step.number] ?? newStep(this.progress.startedMs);
  }

  /** The first question of the step that has no answer yet. */
  get openQuestion(): Question | undefined {
    return questionsOf(this.step)[this.stepProgress.answers.length];
  }

  /** Looks at the checks of the step; if all hold and every question is answered, it is done. */
  check(): Checked {
    if (this.openQuestion) throw new LabStop('There is a question to answer first: kafka-lab lab answer');
    const verdicts = this.read((view) => this.step.checks.map((check) => judge(view, check)));
    const isDone = verdicts.every(({ holds }) => holds);
    this.note({
      checks: verdicts.map((verdict) => ({ check: verdict.check, holds: verdict.holds, says: verdictText(verdict) })),
    });
    if (!isDone) {
      this.note({ failedChecks: this.stepProgress.failedChecks + 1 });
      return { verdicts, isDone, outcomes: [], isOver: false };
    }
    const outcomes = this.outcomes();
    const nowMs = this.host.wallClock();
    const isOver = this.step === this.lab.steps.at(-1);
    this.note({
      doneMs: this.stepProgress.doneMs ?? nowMs,
      answers: outcomes.map(({ said, isRight }) => ({ text: said, isRight })),
    });
    if (isOver) this.save({ finishedMs: this.progress.finishedMs ?? nowMs });
    return { verdicts, isDone, outcomes, isOver };
  }

  /**
   * Goes on to the next step, if this one is done; one that was done before and is not now goes on where it did then.
   * @returns what the check of this one gave; its `isOver` says that there is no next
   */
  async next(mayShell: boolean): Promise<Checked> {
    const { step } = this;
    const following = this.lab.steps[this.lab.steps.indexOf(step) + 1];
    const wasDone = this.stepProgress.doneMs !== null;
    const isNow = this.read((view) => step.checks.every((check) => judge(view, check).holds));
    const checked = wasDone ? { verdicts: [], isDone: true, outcomes: [], isOver: !following } : this.check();
    if (!checked.isDone || !following) return checked;
    if (wasDone && !isNow && this.folder.hasBeginning(following.number)) this.goTo(following.number);
    else await this.enter(following.number, mayShell);
    return checked;
  }

  /** Goes to a step that was reached before, as its beginning was. @throws LabStop */
  goTo(number: number): void {
    if (!this.lab.steps.some((step) => step.number === number)) throw new LabStop(`There is no step ${number}`);
    if (!this.folder.hasBeginning(number))
      throw new LabStop(`Step ${number} was not reached yet. Go on with: kafka-lab lab next`);
    this.folder.bringBack(number);
    this.save({ step: number });
  }

  /** Brings back the beginning of the step. */
  reset(): void {
    this.goTo(this.step.number);
    this.note({ resets: this.stepProgress.resets + 1 });
  }

  /** Goes to the step before. @throws LabStop */
  back(): void {
    const before = this.lab.steps[this.lab.steps.indexOf(this.step) - 1];
    if (!before) throw new LabStop('This is the first step');
    this.goTo(before.number);
  }

  /** The next hint whose condition holds; undefined when there is none. */
  hint(): Hint | undefined {
    const { hints } = this.stepProgress;
    const index = this.read((view) =>
      this.step.hints.findIndex(
        ({ condition }, at) => !hints.includes(at) && (condition === undefined || judge(view, condition).holds),
      ),
    );
    if (index >= 0) this.note({ hints: [...hints, index] });
    return this.step.hints[index];
  }

  /** Notes that the solution was looked at. */
  noteSolution(): void {
    this.note({ hasSolution: true });
  }

  /**
   * Takes an answer to the open question: a choice by its number or text, or a value.
   * @returns it in full
   * @throws LabStop
   */
  answer(text: string): string {
    const question = this.openQuestion;
    if (!question) throw new LabStop('There is no question to answer now');
    const { choices } = question;
    const said = text.trim();
    const choice = choices[Number(said) - 1] ?? choices.find((each) => each.text === said);
    if (choices.length > 0 && !choice) throw new LabStop(`Answer with a number from 1 to ${choices.length}`);
    const { answers } = this.stepProgress;
    this.note({ answers: [...answers, { text: choice?.text ?? said, isRight: null }] });
    return choice?.text ?? said;
  }

  /** Reads the lab's cluster. */
  read<T>(action: (view: StateView) => T): T {
    return this.host.at(this.folder.cluster, (session) => session.read(action));
  }

  private outcomes(): readonly Outcome[] {
    return this.read((view) =>
      questionsOf(this.step).map((question, index): Outcome => {
        const said = this.stepProgress.answers[index]!.text;
        const right = question.choices.filter((choice) => choice.isRight).map((choice) => choice.text);
        if (!question.value) return { question, said, isRight: right.includes(said), value: right.join(' / ') };
        const value = answerTo(view, question.value) ?? '';
        return { question, said, isRight: isAnswer(view, question.value, said), value };
      }),
    );
  }

  /** Begins a step: what happens then, and its beginning kept. */
  private async enter(number: number, mayShell: boolean): Promise<void> {
    const setup = this.lab.steps.find((step) => step.number === number)!.setup;
    await this.prepare(setup, mayShell);
    this.save({ step: number });
    this.folder.keepBeginning(number);
    const known = this.progress.steps[number];
    this.save({ steps: { ...this.progress.steps, [number]: known ?? newStep(this.host.wallClock()) } });
  }

  /** A folder may come from a stranger as a whole, so what is said to have been agreed to is looked at again. */
  private async prepare(commands: readonly string[], mayShell: boolean): Promise<void> {
    if (commands.length === 0) return;
    for (const command of mayShell ? [] : commands) {
      const objection = objectionTo(command);
      if (objection !== undefined)
        throw new LabStop(
          `What prepares this runs more than Kafka Lab's tools: it ${objection}. If you trust it, say --shell`,
        );
    }
    await Stage.use(this.host, async (stage) => {
      for (const command of [`export KAFKA_LAB_HOME=${quoted(this.folder.path)}`, ...commands]) {
        const { answer, exitCode } = await stage.run(command);
        if (exitCode !== 0) throw new LabStop(`The lab cannot be prepared: ${command}: ${answer.trim()}`);
      }
    });
  }

  private note(changed: Partial<StepProgress>): void {
    const { number } = this.step;
    this.save({ steps: { ...this.progress.steps, [number]: { ...this.stepProgress, ...changed } } });
  }

  private save(changed: Partial<Progress>): void {
    this.progress = { ...this.progress, ...changed };
    this.folder.writeProgress(this.progress);
  }
}
