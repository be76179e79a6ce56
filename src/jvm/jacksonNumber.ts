import { javaDoubleText, javaIntMax, javaLongMax, javaLongMin } from './numbers';
import type { JsonNumber } from './jsonNode';
import type { JacksonError, JacksonReader } from './jacksonReader';

const isDigit = (character: string): boolean => character >= '0' && character <= '9';

/** Reads a number, from its sign or first digit to behind its last. */
export function readNumber(reader: JacksonReader): JsonNumber {
  const from = reader.at;
  const sign = reader.look();
  if (!isDigit(sign)) {
    reader.at++;
    if (!isDigit(reader.look()) || sign === '+') throw badStart(reader, sign);
  }
  const startsWithZero = reader.look() === '0';
  reader.at++;
  if (startsWithZero && isDigit(reader.look()))
    throw reader.parseError('Invalid numeric value: Leading zeroes not allowed');
  skipDigits(reader);
  const whole = reader.text.slice(from, reader.at);
  let isWhole = true;
  // Jackson leaves its place behind the point or the exponent's letter while it reads on, unless it has to read again
  // from the start.
  let reported: number | undefined;
  const fail = (expectation: string, character: string): JacksonError => {
    reader.at = startsWithZero ? reader.at + 1 : reported!;
    return reader.unexpectedInNumber(expectation, character);
  };
  if (reader.look() === '.') {
    isWhole = false;
    reported = ++reader.at;
    if (reader.isAtEnd) throw reader.unexpectedInNumber('Decimal point not followed by a digit', '.');
    if (!isDigit(reader.look())) throw fail('Decimal point not followed by a digit', reader.look());
    skipDigits(reader);
  }
  if (reader.look() === 'e' || reader.look() === 'E') {
    isWhole = false;
    reader.at++;
    reported ??= reader.at;
    if (reader.look() === '+' || reader.look() === '-') reader.at++;
    if (reader.isAtEnd) throw reader.endError('expected a digit for number exponent');
    if (!isDigit(reader.look())) throw fail('Exponent indicator not followed by a digit', reader.look());
    skipDigits(reader);
  }
  return isWhole ? wholeNumber(whole) : doubleNumber(Number(reader.text.slice(from, reader.at)));
}

function skipDigits(reader: JacksonReader): void {
  while (isDigit(reader.look())) reader.at++;
}

/** What is wrong behind a sign; the reader stands behind it. */
function badStart(reader: JacksonReader, sign: string): JacksonError {
  const { release } = reader;
  const infinity = /^(?:INF|Infinity)/.exec(reader.text.slice(reader.at))?.[0];
  if (infinity !== undefined) {
    reader.at += infinity.length;
    return reader.parseError(`Non-standard token '${sign}${infinity}': enable ${release.nonNumericFeature} to allow`);
  }
  if (reader.isAtEnd)
    return reader.endError(sign === '+' ? ' in a Number value' : `No digit following ${release.signWord}`);
  const character = reader.look();
  reader.at++;
  if (release.namesNumberStarts && sign === '+') {
    return reader.unexpectedInNumber(
      'JSON spec does not allow numbers to have plus signs: enable ' +
        '`JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow',
      '+',
    );
  }
  if (release.namesNumberStarts && character === '.') {
    reader.at--;
    return reader.unexpected(
      "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    );
  }
  return reader.unexpectedInNumber('expected digit (0-9) to follow minus sign, for valid numeric value', character);
}

function wholeNumber(text: string): JsonNumber {
  if (text.length < 10) return { kind: 'number', type: 'int', text: String(Number(text) + 0) };
  const value = BigInt(text);
  const isInt = value <= BigInt(javaIntMax) && value >= -BigInt(javaIntMax) - 1n;
  const isLong = value <= javaLongMax && value >= javaLongMin;
  return { kind: 'number', type: isInt ? 'int' : isLong ? 'long' : 'bigInteger', text: String(value) };
}

function doubleNumber(value: number): JsonNumber {
  return { kind: 'number', type: 'double', text: javaDoubleText(value) };
}
