import type { ProfileId } from '../profiles/profile';
import { history } from '../store/history';
import { answerTo, judge, verdictText } from './checks/check';
import { blocksIn, questionsOf, type ConsoleBlock, type Hint, type Lab, type Setting, type Step } from './lab';
import { differencesOf, isComparedIn, playBlock } from './play';
import { Stage, type Host } from './stage';

/** Something that the gate found, with lines of a difference where there is one. */
export interface Finding {
  readonly line: number;
  readonly message: string;
  readonly lines: readonly string[];
}

/** How one play of a lab went: what was found, and all that was printed and recorded. */
interface Play {
  readonly findings: readonly Finding[];
  readonly transcript: string;
}

/**
 * Plays a lab as somebody would who does what it says, in each of its profiles and variants, twice on a fresh cluster:
 * answers are those that stand there, checks fail before each step and hold after it, conditions of hints can be met.
 */
export async function playThrough(host: Host, lab: Lab): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const profile of lab.front.profiles)
    for (const variant of lab.front.variants.keys()) {
      const play = () => Stage.use(host, (stage) => new Rehearsal(stage, lab, { profile, variant }).play());
      const first = await play();
      const where = lab.front.variants.length > 1 ? `${profile}, variant ${variant + 1}` : profile;
      findings.push(...first.findings.map((each) => ({ ...each, message: `${where}: ${each.message}` })));
      if (first.findings.length > 0) continue;
      const again = await play();
      if (again.transcript !== first.transcript)
        findings.push({ line: 1, message: `${where}: played twice it does not give the same bytes`, lines: [] });
    }
  return findings;
}

class Rehearsal {
  private readonly findings: Finding[] = [];
  private readonly printed: string[] = [];
  private readonly metHints = new Set<Hint>();

  constructor(
    private readonly stage: Stage,
    private readonly lab: Lab,
    private readonly setting: Setting & { readonly profile: ProfileId },
  ) {}

  async play(): Promise<Play> {
    const { stage, lab } = this;
    stage.makeCluster(lab.front, this.setting.profile);
    await this.runQuietly(lab.front.variants[this.setting.variant]!, 1);
    for (const block of blocksIn(lab.intro, this.setting)) await this.playBlock(block, []);
    for (const step of lab.steps) await this.playStep(step);
    for (const block of blocksIn(lab.after, this.setting)) await this.playBlock(block, []);
    const records = stage.read((view) => Array.from(history(view), (entry) => JSON.stringify(entry)));
    return { findings: this.findings, transcript: [...this.printed, ...records].join('\n') };
  }

  private async playStep(step: Step): Promise<void> {
    const { stage, setting } = this;
    await this.runQuietly(step.setup, step.line);
    const begin = stage.keep('begin');
    if (step.checks.length > 0 && stage.read((view) => step.checks.every((check) => judge(view, check).holds)))
      this.note(step.line, 'the checks of this step hold before anything was done');
    this.lookAt(step.hints);
    for (const block of blocksIn([...step.parts, ...(step.solution ?? [])], setting))
      await this.playBlock(block, step.hints);
    for (const verdict of stage.read((view) => step.checks.map((check) => judge(view, check))))
      if (!verdict.holds)
        this.note(step.line, `after this step a check fails: "${verdict.check}": ${verdictText(verdict)}`);
    for (const { value } of questionsOf(step))
      if (value && stage.read((view) => answerTo(view, value)) === undefined)
        this.note(step.line, `after this step there is no answer to "${value.text}"`);
    await this.meetHints(step, begin);
    for (const block of blocksIn(step.after, setting)) await this.playBlock(block, []);
  }

  /** Hints whose condition did not hold on the way have one of their own. */
  private async meetHints(step: Step, begin: () => void): Promise<void> {
    const { stage } = this;
    const end = stage.keep('end');
    for (const hint of step.hints) {
      if (!hint.condition || this.metHints.has(hint)) continue;
      begin();
      await this.runQuietly(hint.when, step.line);
      const verdict = stage.read((view) => judge(view, hint.condition!));
      if (!verdict.holds)
        this.note(step.line, `the condition of a hint is never met: "${verdict.check}": ${verdictText(verdict)}`);
    }
    end();
  }

  private async playBlock(block: ConsoleBlock, hints: readonly Hint[]): Promise<void> {
    const played = await playBlock(this.stage, block, () => this.lookAt(hints));
    this.printed.push(...played.answers);
    if (!isComparedIn(this.setting, block)) return;
    for (const { line, command, lines } of differencesOf(played)) this.note(line, `$ ${command}`, lines);
  }

  private lookAt(hints: readonly Hint[]): void {
    const open = hints.filter((hint) => hint.condition && !this.metHints.has(hint));
    if (open.length === 0) return;
    this.stage.read((view) => {
      for (const hint of open) if (judge(view, hint.condition!).holds) this.metHints.add(hint);
    });
  }

  private async runQuietly(commands: readonly string[], line: number): Promise<void> {
    for (const command of commands) {
      const { answer, exitCode } = await this.stage.run(command);
      this.printed.push(answer);
      if (exitCode !== 0) this.note(line, `exit code ${exitCode} of: ${command}`, answer.trimEnd().split('\n'));
    }
  }

  private note(line: number, message: string, lines: readonly string[] = []): void {
    this.findings.push({ line, message, lines });
  }
}
