/** Times are told in the process's own zone, as the Java tools do. */
const zoneName = (time: Date): string => {
  // JavaScript tells only the long name. Its initials are Java's short name for most zones, not for all (Moscow's is
  // MSK).
  const longName = /\((.*)\)/.exec(time.toString())?.[1] ?? 'UTC';
  if (longName === 'Coordinated Universal Time') return 'UTC';
  return longName.replace('European Standard', 'European').replace(/(\S)\S*\s*/g, '$1');
};

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}

function clockText(time: Date): string {
  return `${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}`;
}

/** The time of a log line, log4j's `[%d]` as Kafka's tools configure it: "[2026-11-21 12:09:09,005]". */
export function logTime(timeMs: number): string {
  const time = new Date(timeMs);
  const day = `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;
  return `[${day} ${clockText(time)},${pad(time.getMilliseconds(), 3)}]`;
}

/** `java.util.Date.toString`: "Sat Nov 21 12:09:09 UTC 2026". */
export function javaDateText(timeMs: number): string {
  const time = new Date(timeMs);
  const [weekday, month, day] = time.toDateString().split(' ');
  return `${weekday} ${month} ${day} ${clockText(time)} ${zoneName(time)} ${time.getFullYear()}`;
}

/** An instant in milliseconds, or the message of the java.text.ParseException. */
export type ParsedDateTime =
  | { readonly kind: 'time'; readonly timeMs: number }
  | { readonly kind: 'error'; readonly message: string };

/**
 * `Utils.getDateTime` of Kafka (all profiles): "2026-11-21T12:09:09.005" with "Z", "+01", "+0100", "+01:00" or, meaning
 * UTC, nothing behind it. Milliseconds must be there. As in Kafka a zone of "+0130" counts as "+01", and what follows
 * the zone is not read.
 */
export function parseKafkaDateTime(text: string): ParsedDateTime {
  const parts = text.replace(/T+$/, '').split('T');
  if (parts.length < 2) {
    return { kind: 'error', message: "Error parsing timestamp. It does not contain a 'T' according to ISO8601 format" };
  }
  const zoned = /[+\-Z]/.test(parts[1]!) ? text : `${text}Z`;
  const unparseable: ParsedDateTime = { kind: 'error', message: `Unparseable date: "${zoned}"` };
  const read = /^\s*(\d+)-\s*(\d+)-\s*(\d+)T\s*(\d+):\s*(\d+):\s*(\d+)\.\s*(\d+)\s*(?:Z|([+-])(\d\d)(?::(\d\d))?)/.exec(
    zoned,
  );
  if (read === null) return unparseable;
  const [year, month, day, hour, minute, second, millis] = read.slice(1, 8).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const zoneSign = read[8] === '-' ? -1 : 1;
  const zoneHours = zoneSign * Number(read[9] ?? 0);
  const zoneMinutes = Number(read[10] ?? 0);
  const face = new Date(0);
  face.setUTCFullYear(year, month - 1, day);
  const isReal = year > 0 && face.getUTCMonth() === month - 1 && face.getUTCDate() === day;
  if (!isReal || hour > 23 || minute > 59 || second > 59 || millis > 999 || !isOffset(zoneHours * 60))
    return unparseable;
  face.setUTCHours(hour, minute, second, millis);
  // Kafka tries "+01:30" first and, where that fails, "+01", so wrong minutes are as good as none.
  const full = zoneHours * 60 + zoneSign * zoneMinutes;
  const offset = zoneMinutes <= 59 && isOffset(full) ? full : zoneHours * 60;
  return { kind: 'time', timeMs: face.getTime() - offset * 60_000 };
}

/** Java's calendar knows offsets from 13 hours west to 14 hours east. */
function isOffset(minutes: number): boolean {
  return minutes >= -13 * 60 && minutes <= 14 * 60;
}

/** A length of time in milliseconds, or the message of the DateTimeParseException. */
export type ParsedDuration =
  | { readonly kind: 'duration'; readonly durationMs: number }
  | { readonly kind: 'error'; readonly message: string };

/** `java.time.Duration.parse(text).toMillis()`: "P1DT2H3M4.005S"; weeks, months and years are refused. */
export function parseJavaDuration(text: string): ParsedDuration {
  const refused: ParsedDuration = { kind: 'error', message: 'Text cannot be parsed to a Duration' };
  const number = '([-+]?\\d+)';
  const form = `^([-+]?)P(?:${number}D)?(T(?:${number}H)?(?:${number}M)?(?:${number}(?:[.,](\\d{0,9}))?S)?)?$`;
  const read = new RegExp(form, 'i').exec(text);
  if (read === null) return refused;
  const [, sign, days, time, hours, minutes, seconds, fraction] = read;
  const hasTime = hours !== undefined || minutes !== undefined || seconds !== undefined;
  if ((time !== undefined && !hasTime) || (days === undefined && !hasTime)) return refused;
  const micros = Number((fraction ?? '').padEnd(6, '0').slice(0, 6));
  const fractionMs = (seconds?.startsWith('-') ? -1 : 1) * (micros / 1000);
  const totalMs =
    (((Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0)) * 1000 +
    fractionMs;
  // Adding 0 turns the -0 of an empty negative length into 0.
  return { kind: 'duration', durationMs: (sign === '-' ? -1 : 1) * Math.trunc(totalMs) + 0 };
}
