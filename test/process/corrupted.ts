import { SeededChance } from '../../src/runtime/seededChance';

const pageBytes = 4096;
const kinds = ['cut', 'bits', 'noise', 'page of zeros', 'swapped pages', 'other characters'] as const;

/**
 * A file as a failing disk, an editor or a bad copy may leave it: the same bytes for the same seed, and the kind of
 * damage.
 */
export function corrupted(good: Buffer, seed: number): { readonly bytes: Buffer; readonly kind: string } {
  const chance = SeededChance.fromSeed(BigInt(seed));
  const draw = (bound: number) => chance.nextInt(bound);
  const bytes = Buffer.from(good);
  const page = () => {
    const at = draw(bytes.length / pageBytes) * pageBytes;
    return bytes.subarray(at, at + pageBytes);
  };
  const kind = kinds[seed % kinds.length]!;
  switch (kind) {
    case 'cut':
      return { bytes: bytes.subarray(0, draw(bytes.length)), kind };
    case 'bits':
      for (let n = draw(8); n >= 0; n--) bytes[draw(bytes.length)]! ^= 1 << draw(8);
      break;
    case 'noise': {
      const at = draw(bytes.length);
      bytes.set(chance.bytes(Math.min(1 + draw(2000), bytes.length - at)), at);
      break;
    }
    case 'page of zeros':
      page().fill(0);
      break;
    case 'swapped pages': {
      const [one, other] = [page(), page()];
      const kept = Buffer.from(one);
      one.set(other);
      other.set(kept);
      break;
    }
    case 'other characters':
      for (let n = draw(30); n >= 0; n--) {
        let at = draw(bytes.length);
        while (!isText(bytes[at]!)) at = (at + 1) % bytes.length;
        bytes[at] = 0x21 + draw(94);
      }
      break;
  }
  return { bytes, kind };
}

function isText(byte: number): boolean {
  return byte >= 0x21 && byte < 0x7f;
}
