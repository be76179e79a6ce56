import type { Assertion, ParsedPattern, PatternNode } from './patternNode';

/**
 * One step of a matcher; `next` and the like are places in the program, and a step without one goes on to the one
 * behind it.
 */
export type Step =
  | { readonly kind: 'set'; readonly has: (code: number) => boolean }
  | { readonly kind: 'assertion'; readonly at: Assertion }
  /** First this way, then the other; `number` counts the splits of a program. */
  | { readonly kind: 'split'; first: number; second: number; readonly number: number }
  | { readonly kind: 'jump'; next: number }
  /** Keeps the place in the text in a register. */
  | { readonly kind: 'save'; readonly register: number }
  /** Leaves a loop whose last round matched nothing: where the place is still the register's. */
  | { readonly kind: 'leave'; readonly register: number; next: number }
  /**
   * A group ends: its start, kept in the register, and its end are what references see from now on, in the two
   * registers behind it.
   */
  | { readonly kind: 'close'; readonly register: number }
  /** A group's text once more; the register is the group's. */
  | { readonly kind: 'reference'; readonly register: number }
  | { readonly kind: 'atomic'; readonly program: Program }
  | { readonly kind: 'look'; readonly program: Program; readonly isBehind: boolean; readonly isNegative: boolean }
  | { readonly kind: 'match' };

/** The steps of a pattern, and what a run through them has to remember. */
export interface Program {
  readonly steps: readonly Step[];
  readonly splits: number;
  /** Registers of the whole pattern; 0 where nothing refers back, and then a place in program and text says all. */
  readonly registers: number;
}

/** What comes next in a program: a part of the pattern, or something to do once the steps before it are made. */
type Task = PatternNode | (() => void);

/**
 * Makes the steps that match a pattern in texts of up to `longest` characters. Counts above that cannot be reached and
 * are cut, so that `a{2147483647}` is no longer than the text.
 * @param spend called for each part and each step; throws where the pattern is too much
 */
export function compileProgram(pattern: ParsedPattern, longest: number, spend: () => void): Program {
  const writer = new ProgramWriter(pattern, longest, spend);
  const program = writer.compile(pattern.root);
  return { ...program, registers: writer.registers };
}

class ProgramWriter {
  registers: number;
  private steps: Step[] = [];
  private splits = 0;

  constructor(
    private readonly pattern: ParsedPattern,
    private readonly longest: number,
    private readonly spend: () => void,
  ) {
    this.registers = pattern.hasReferences ? 3 * pattern.captures : 0;
  }

  compile(part: PatternNode): Program {
    const outer = { steps: this.steps, splits: this.splits };
    this.steps = [];
    this.splits = 0;
    // Not by recursion: parts stand a thousand deep in each other.
    const toDo: Task[] = [part];
    for (let task = toDo.pop(); task !== undefined; task = toDo.pop()) {
      this.spend();
      if (typeof task === 'function') task();
      else for (const each of this.tasksOf(task).reverse()) toDo.push(each);
    }
    this.add({ kind: 'match' });
    const { steps, splits } = this;
    Object.assign(this, outer);
    return { steps, splits, registers: this.registers };
  }

  private tasksOf(node: PatternNode): Task[] {
    switch (node.kind) {
      case 'set':
        return [() => this.add({ kind: 'set', has: characterSet(node.source) })];
      case 'assertion':
        return [() => this.add(node)];
      case 'sequence':
        return [...node.parts];
      case 'alternatives':
        return this.alternatives(node.parts);
      case 'repeat':
        return this.repeat(node);
      case 'capture': {
        if (!this.pattern.hasReferences) return [node.part];
        const register = 3 * node.number - 3;
        return [() => this.add({ kind: 'save', register }), node.part, () => this.add({ kind: 'close', register })];
      }
      case 'reference':
        return [() => this.add({ kind: 'reference', register: 3 * node.number - 3 })];
      case 'atomic':
        return [() => this.add({ kind: 'atomic', program: this.compile(node.part) })];
      case 'look': {
        const { isBehind, isNegative } = node;
        return [() => this.add({ kind: 'look', program: this.compile(node.part), isBehind, isNegative })];
      }
    }
  }

  private add<S extends Step>(step: S): S {
    this.spend();
    this.steps.push(step);
    return step;
  }

  /** Goes on here first, or where it is told later; the other way round if lazy. */
  private split(isLazy: boolean): { readonly otherwise: () => void } {
    const step: Step = this.add({ kind: 'split', first: 0, second: 0, number: this.splits++ });
    const [here, there] = isLazy ? (['second', 'first'] as const) : (['first', 'second'] as const);
    step[here] = this.steps.length;
    return { otherwise: () => void (step[there] = this.steps.length) };
  }

  private alternatives(parts: readonly PatternNode[]): Task[] {
    if (parts.length === 0) return [() => this.add({ kind: 'set', has: () => false })];
    const tasks: Task[] = [];
    const ends: { next: number }[] = [];
    let otherwise: () => void;
    for (const part of parts.slice(0, -1)) {
      tasks.push(() => ({ otherwise } = this.split(false)), part);
      tasks.push(
        () => ends.push(this.add({ kind: 'jump', next: 0 })),
        () => otherwise(),
      );
    }
    tasks.push(parts.at(-1)!, () => {
      for (const end of ends) end.next = this.steps.length;
    });
    return tasks;
  }

  private repeat({ part, counts, isLazy }: PatternNode & { kind: 'repeat' }): Task[] {
    const min = Math.min(counts.min, this.longest + 1);
    const ends: (() => void)[] = [];
    const mayEnd = () => ends.push(this.split(isLazy).otherwise);
    const tasks: Task[] = [];
    if (counts.max > this.longest) {
      for (let i = 1; i < min; i++) tasks.push(part);
      if (min === 0) tasks.push(mayEnd);
      tasks.push(...this.loop(part, isLazy, ends));
    } else {
      for (let i = 0; i < min; i++) tasks.push(part);
      for (let i = min; i < counts.max; i++) tasks.push(mayEnd, part);
    }
    tasks.push(() => {
      for (const end of ends) end();
    });
    return tasks;
  }

  /** Once, and again without end. The part stands there once: `(((a+)+)+)+` would double with each level. */
  private loop(part: PatternNode, isLazy: boolean, ends: (() => void)[]): Task[] {
    // Where a place says all, no round is made twice at one place anyway.
    const mayStandStill = this.pattern.hasReferences && canBeEmpty(part);
    const register = mayStandStill ? this.registers++ : 0;
    let body = 0;
    return [
      () => {
        body = this.steps.length;
        if (mayStandStill) this.add({ kind: 'save', register });
      },
      part,
      () => {
        if (mayStandStill) {
          const leave = this.add({ kind: 'leave', register, next: 0 });
          ends.push(() => (leave.next = this.steps.length));
        }
        const again = this.add({ kind: 'split', first: body, second: body, number: this.splits++ });
        ends.push(() => (isLazy ? (again.first = this.steps.length) : (again.second = this.steps.length)));
      },
    ];
  }
}

function canBeEmpty(node: PatternNode): boolean {
  switch (node.kind) {
    case 'set':
      return false;
    case 'sequence':
      return node.parts.every(canBeEmpty);
    case 'alternatives':
      return node.parts.some(canBeEmpty);
    case 'repeat':
      return node.counts.min === 0 || canBeEmpty(node.part);
    case 'capture':
    case 'atomic':
      return canBeEmpty(node.part);
    default:
      return true;
  }
}

const characterSets = new Map<string, (code: number) => boolean>();

/** Whether a class has a character; asked once for each ASCII one. */
function characterSet(source: string): (code: number) => boolean {
  let has = characterSets.get(source);
  if (has) return has;
  const expression = new RegExp(`^${source}$`, 'v');
  const ascii: (boolean | undefined)[] = [];
  has = (code) => {
    if (code >= 128) return expression.test(String.fromCodePoint(code));
    return (ascii[code] ??= expression.test(String.fromCodePoint(code)));
  };
  characterSets.set(source, has);
  return has;
}
