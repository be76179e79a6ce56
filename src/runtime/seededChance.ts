import type { Chance } from '../model/turn';

/** Java's Random has 48 bits of state; so has this one, kept as a decimal text in the cluster's file. */
const mask = (1n << 48n) - 1n;
const multiplier = 0x5deece66dn;

/** The cluster's generator (the sequence of java.util.Random): same seed, same draws, whatever the machine. */
export class SeededChance implements Chance {
  private constructor(private state: bigint) {}

  static fromSeed(seed: bigint): SeededChance {
    return new SeededChance((seed ^ multiplier) & mask);
  }

  static fromText(state: string): SeededChance {
    return new SeededChance(BigInt(state));
  }

  toText(): string {
    return this.state.toString();
  }

  /** Goes back to a state that toText gave. */
  restore(state: string): void {
    this.state = BigInt(state);
  }

  nextInt(bound: number): number {
    if ((bound & -bound) === bound) return Math.floor((bound * this.next(31)) / 2 ** 31);
    for (;;) {
      const bits = this.next(31);
      const value = bits % bound;
      if (bits - value + (bound - 1) < 2 ** 31) return value;
    }
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.next(8));
  }

  /** The upper `bits` of the next state, as an unsigned number. */
  private next(bits: number): number {
    this.state = (this.state * multiplier + 0xbn) & mask;
    return Number(this.state >> BigInt(48 - bits));
  }
}
