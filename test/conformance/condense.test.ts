import { expect, test } from 'vitest';
import { condense } from './condense';
import { commandsOf, readTranscript, recordings } from './transcript';

test('stack frames, sentences of usage texts and repeated warnings are left out', () => {
  const warning = (time: string, attempt: number) =>
    `[${time}] WARN [Producer] no ack, correlation id ${attempt} (a.B)`;
  expect(
    condense([
      'Missing required argument "[topic]"',
      'Option                Description',
      '------                -----------',
      '--topic <String: t>   REQUIRED: the topic',
      '                        that is meant.',
      '--help                Print this.',
      'java.lang.IllegalStateException: no',
      '\tat a.B.c(B.java:1)',
      'Caused by: d.E',
      '\t... 7 more',
      warning('1', 1),
      warning('2', 2),
      warning('3', 3),
      'the end',
    ]),
  ).toEqual([
    'Missing required argument "[topic]"',
    '<usage> --topic --help',
    'java.lang.IllegalStateException: no',
    warning('1', 1),
    warning('2', 2),
    'the end',
  ]);
});

test.each(recordings())('$profile/$name is condensed', ({ path }) => {
  for (const { out, err } of commandsOf(readTranscript(path)))
    expect([condense(out), condense(err)]).toEqual([out, err]);
});
