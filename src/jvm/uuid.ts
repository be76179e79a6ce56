const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const uuidBytes = 16;

/** `new Uuid(0, 0).toString()`, Kafka's "no id". */
export const zeroUuid = 'AAAAAAAAAAAAAAAAAAAAAA';

/** `org.apache.kafka.common.Uuid.toString`: 16 bytes as URL-safe base64 without padding, 22 characters. */
export function uuidText(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let shift = 18; shift >= 0; shift -= 6) text += alphabet[(bits >> shift) & 63]!;
  }
  return text.slice(0, Math.ceil((bytes.length * 4) / 3));
}

/**
 * `Uuid.randomUuid`: a version 4 UUID; drawn again while it is reserved.
 * @param nextBytes gives 16 random bytes at each call
 * @param mayStartWithDash true for Kafka 2.8; later versions draw again, because a tool would take such an id for an
 * option
 */
export function randomUuid(nextBytes: () => Uint8Array, mayStartWithDash: boolean): string {
  for (;;) {
    const bytes = Uint8Array.from(nextBytes());
    bytes[6] = (bytes[6]! & 0x0f) | 0x40;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    const text = uuidText(bytes);
    if (mayStartWithDash || !text.startsWith('-')) return text;
  }
}

/** An id in its canonical text, or why the text is none. */
export type ParsedUuid = { readonly kind: 'uuid'; readonly text: string } | UuidError;
/** The message of the IllegalArgumentException. */
export type UuidError = { readonly kind: 'error'; readonly message: string };

/**
 * `Uuid.fromString`: the id and its canonical text (padding and stray low bits dropped), or the message of the
 * IllegalArgumentException that Kafka or `java.util.Base64`'s URL decoder throws.
 */
export function parseUuid(text: string): ParsedUuid {
  if (text.length > 24) {
    return uuidError(`Input string with prefix \`${text.slice(0, 24)}\` is too long to be decoded as a base64 UUID`);
  }
  const decoded = decodeBase64Url(text);
  if (!(decoded instanceof Uint8Array)) return decoded;
  if (decoded.length !== uuidBytes) {
    return uuidError(
      `Input string \`${text}\` decoded as ${decoded.length} bytes, which is not equal to the expected 16 bytes of a ` +
        'base64-encoded UUID',
    );
  }
  return { kind: 'uuid', text: uuidText(decoded) };
}

function uuidError(message: string): UuidError {
  return { kind: 'error', message };
}

/** `Base64.getUrlDecoder().decode(String)` of JDK 17. */
function decodeBase64Url(text: string): Uint8Array | UuidError {
  // Java first encodes the string as ISO-8859-1, where a character it lacks, surrogate pairs included, becomes one '?'.
  const source = Array.from(text, (character) => (character.codePointAt(0)! > 0xff ? '?' : character));
  if (source.length === 1) return uuidError('Input byte[] should at least have 2 bytes for base64 bytes');
  const digits: number[] = [];
  let at = 0;
  for (; at < source.length; at++) {
    const character = source[at]!;
    if (character === '=') {
      const inUnit = digits.length % 4;
      if (inUnit === 0 || (inUnit === 2 && source[++at] !== '=')) {
        return uuidError('Input byte array has wrong 4-byte ending unit');
      }
      at++;
      break;
    }
    const digit = alphabet.indexOf(character);
    if (digit < 0) {
      const byte = character.charCodeAt(0);
      return uuidError(`Illegal base64 character ${(byte > 127 ? byte - 256 : byte).toString(16)}`);
    }
    digits.push(digit);
  }
  if (digits.length % 4 === 1) return uuidError('Last unit does not have enough valid bits');
  if (at < source.length) return uuidError(`Input byte array has incorrect ending byte at ${at}`);
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  for (let i = 0; i < bytes.length; i++) {
    const first = Math.floor((i * 4) / 3);
    const pair = (digits[first]! << 6) | digits[first + 1]!;
    bytes[i] = pair >> (4 - 2 * (i % 3));
  }
  return bytes;
}

/** java.util.UUID.randomUUID().toString(), from draws in 0..bound-1. */
export function javaUuidText(draw: (bound: number) => number): string {
  const digits = Array.from({ length: 4 }, () =>
    draw(2 ** 31)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
  const [first, second] = [digits.slice(0, 8), digits.slice(8, 12)];
  return `${first}-${second}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}
