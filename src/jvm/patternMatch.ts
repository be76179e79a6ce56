import { LimitReached } from './limit';
import type { Assertion, ParsedPattern } from './patternNode';
import { compileProgram, type Program, type Step } from './patternProgram';

/** Steps for one pattern, about a second; each text adds some, so that long lists of topics can be held against it. */
const maxSteps = 10_000_000;
const stepsForText = 2_000;
/** Letters, digits and '_', as JDK 17 takes them for `\b`. */
const word = /^[\p{L}\p{Nd}_]$/u;

type Registers = readonly (number | undefined)[];
interface Found {
  readonly at: number;
  readonly registers: Registers;
}

/**
 * Holds whole texts against a pattern. It tries in Java's order, but never the same place of pattern and text twice, so
 * `(a+)+$` takes time linear in the text, where JDK 17 remembers as much for the simplest such loops only and hangs at
 * the others. References back to groups need to try again, as in any such engine.
 * @throws LimitReached where a pattern is too much
 */
export class PatternMatcher {
  private left = maxSteps;
  private readonly programs = new Map<number, Program>();

  constructor(private readonly pattern: ParsedPattern) {}

  /** `Matcher.matches` */
  matches(text: string): boolean {
    this.left += stepsForText;
    const codes = Array.from(text, (character) => character.codePointAt(0)!);
    const longest = Math.min(codes.length, this.pattern.largestCount);
    let program = this.programs.get(longest);
    if (!program) this.programs.set(longest, (program = compileProgram(this.pattern, longest, () => this.spend())));
    const registers = new Array<undefined>(program.registers).fill(undefined);
    return (
      this.run(program, { codes, start: 0, end: codes.length, hasReferences: program.registers > 0 }, registers) !==
      undefined
    );
  }

  private spend(): void {
    if (this.left-- <= 0)
      throw new LimitReached('The pattern takes too long: it was given up after ten million steps. Make it simpler.');
  }

  /** The first match from a place on, in Java's order. @param end where the match has to end; anywhere if undefined */
  private run(program: Program, within: Run, registers: Registers): Found | undefined {
    const { codes, start, end, hasReferences } = within;
    const width = codes.length + 1;
    const seen = hasReferences ? undefined : new Uint8Array(Math.ceil((program.splits * width) / 8));
    // Places to go on from, and the registers there where they matter.
    const waiting: number[] = [];
    const waitingRegisters: Registers[] = [];
    let next: number | undefined = 0;
    let at = start;
    for (;;) {
      if (next === undefined) {
        next = waiting.pop();
        if (next === undefined) return undefined;
        at = waiting.pop()!;
        if (hasReferences) registers = waitingRegisters.pop()!;
      }
      this.spend();
      const step: Step = program.steps[next]!;
      next++;
      switch (step.kind) {
        case 'set':
          if (at < codes.length && step.has(codes[at]!)) at++;
          else next = undefined;
          break;
        case 'split': {
          if (seen) {
            const bit = step.number * width + at;
            const mask = 1 << (bit & 7);
            if (seen[bit >> 3]! & mask) {
              next = undefined;
              break;
            }
            seen[bit >> 3]! |= mask;
          }
          waiting.push(at, step.second);
          if (hasReferences) waitingRegisters.push(registers);
          next = step.first;
          break;
        }
        case 'jump':
          next = step.next;
          break;
        case 'assertion':
          if (!holds(step.at, codes, at)) next = undefined;
          break;
        case 'save':
          registers = registers.with(step.register, at);
          break;
        case 'close':
          registers = registers.with(step.register + 1, registers[step.register]).with(step.register + 2, at);
          break;
        case 'leave':
          if (registers[step.register] === at) next = step.next;
          break;
        case 'reference': {
          const behind = this.behindReference(step, codes, at, registers);
          if (behind === undefined) next = undefined;
          else at = behind;
          break;
        }
        case 'atomic': {
          const found = this.run(step.program, { ...within, start: at, end: undefined }, registers);
          if (found) ({ at, registers } = found);
          else next = undefined;
          break;
        }
        case 'look': {
          const found = this.look(step, within, at, registers);
          if ((found === undefined) !== step.isNegative) next = undefined;
          else if (found) registers = found.registers;
          break;
        }
        case 'match':
          if (end === undefined || at === end) return { at, registers };
          next = undefined;
      }
    }
  }

  private look(step: Step & { kind: 'look' }, within: Run, at: number, registers: Registers): Found | undefined {
    if (!step.isBehind) return this.run(step.program, { ...within, start: at, end: undefined }, registers);
    for (let start = at; start >= 0; start--) {
      const found = this.run(step.program, { ...within, start, end: at }, registers);
      if (found) return found;
    }
    return undefined;
  }

  /** Where the text of a group, repeated from here, ends; a group without one matches nowhere. */
  private behindReference(
    { register }: Step & { kind: 'reference' },
    codes: readonly number[],
    at: number,
    registers: Registers,
  ): number | undefined {
    const [first, behind] = [registers[register + 1], registers[register + 2]];
    if (first === undefined || behind === undefined) return undefined;
    for (let i = first; i < behind; i++, at++) if (codes[at] !== codes[i]) return undefined;
    return at;
  }
}

interface Run {
  readonly codes: readonly number[];
  readonly start: number;
  readonly end: number | undefined;
  readonly hasReferences: boolean;
}

function holds(assertion: Assertion, codes: readonly number[], at: number): boolean {
  if (assertion === 'start') return at === 0;
  if (assertion === 'end') return at === codes.length;
  const isWord = (place: number) =>
    place >= 0 && place < codes.length && word.test(String.fromCodePoint(codes[place]!));
  return (isWord(at - 1) !== isWord(at)) === (assertion === 'boundary');
}
