import { describe, expect, test } from 'vitest';
import { Comparison, differencesBetween } from './compare';
import { commandsOf, parseTranscript, readTranscript, recordings, type Command, type Transcript } from './transcript';

const groups = parseTranscript(
  [
    '# Apache Kafka 4.3.1 (kraft), 3 brokers',
    '$ kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe --group readers',
    '> ',
    '> GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID',
    '> readers         words           0          1               1               0               -',
    '> readers         words           1          2               3               1               -',
    "! Consumer group 'readers' has no active members.",
    '= 0',
    '',
  ].join('\n'),
);

/** The recording with an answer changed, against itself. */
function found(transcript: Transcript, command: Command, other: Partial<Command>) {
  const steps = transcript.steps.map((step) => (step === command ? { ...command, ...other } : step));
  return differencesBetween(transcript, { ...transcript, steps });
}

describe('an answer that is wrong', () => {
  const [command] = commandsOf(groups) as [Command];
  const row = command.out[3]!;

  test('by nothing is equal', () => expect(found(groups, command, {})).toEqual([]));

  test('by one in LAG is found', () => {
    const out = command.out.with(3, row.replace(/1( +-)$/, '2$1'));
    expect(found(groups, command, { out })).toMatchObject([{ stream: 'stdout' }]);
  });

  test('in the order of rows is found', () => {
    const out = command.out.with(2, row).with(3, command.out[2]!);
    expect(found(groups, command, { out })).toMatchObject([{ stream: 'stdout' }]);
  });

  test('in its exit code, its last line end or its standard error is found', () => {
    expect(found(groups, command, { exitCode: 1 })).toMatchObject([{ stream: 'exit code', real: '0', simulator: '1' }]);
    expect(found(groups, command, { endsLine: false })).toMatchObject([{ stream: 'line end' }]);
    expect(found(groups, command, { err: [] })).toMatchObject([{ stream: 'stderr' }]);
  });

  test('in an id that stood for another before is found', () => {
    const describe = (id: string) => ({ ...command, out: [`Topic: t\tTopicId: ${id}\tPartitionCount: 1`] });
    const comparison = new Comparison(groups);
    const [one, two] = ['urTgJdSBTFSaKWKUIYKQVQ', 'WhyUZQmIRdGyaMBiAvLBiA'];
    expect(comparison.compare(describe(one), describe(two))).toEqual([]);
    expect(comparison.compare(describe(one), describe(one))).toMatchObject([{ stream: 'stdout' }]);
  });
});

/** What a real cluster may answer otherwise each time; every other number of the recordings counts. */
const chanceNumbers: Readonly<Record<string, RegExp>> = {
  // __consumer_offsets is placed at random, and so are the coordinators of its groups.
  'kafka-consumer-groups': /localhost:«\d+»|localhost:\d+ +\(«\d»\)/,
  'kafka-log-dirs': /"words-2","size":«1(?:59|60)»/,
  'kafka-dump-log': /(?:CreateTime|time): ?«\d{13}»/i,
  'kafka-get-offsets': /^m:(?:«[01]»:[03]|[01]:«[03]»)$/,
  // A coordinator, the time of a transaction's start, for how long it has been there, and a producer's last time.
  'kafka-transactions': /^«\d+»|^[\w-]+ *\t«\d»|«\d{13}»|\t\d{13} *\t«\d+»/,
};

describe('every number of the recordings', () => {
  const walks = recordings().map((recording) => ({ ...recording, transcript: readTranscript(recording.path) }));

  test.each(Object.entries(chanceNumbers))('that %s prints counts, but for what is chance', (tool, allowed) => {
    const missed = new Set<string>();
    let changed = 0;
    for (const { profile, name, transcript } of walks)
      for (const [index, step] of transcript.steps.entries()) {
        if (step.kind !== 'command' || !step.text.includes(`${tool}.sh`) || step.flags.has('skip')) continue;
        const comparison = () => {
          const comparison = new Comparison(transcript, `${profile}/${name}`);
          for (const before of transcript.steps.slice(0, index))
            if (before.kind === 'fault') comparison.fault(before.verb, before.words);
          return comparison;
        };
        for (const [at, line] of step.out.entries())
          for (const number of line.matchAll(/\d+/g)) {
            const [before, after] = [line.slice(0, number.index), line.slice(number.index + number[0].length)];
            const out = step.out.with(at, `${before}${BigInt(number[0]) + 1n}${after}`);
            changed++;
            if (comparison().compare(step, { ...step, out }).length > 0) continue;
            const marked = `${before}«${number[0]}»${after}`;
            if (!allowed.test(marked)) missed.add(marked);
          }
      }
    expect(changed).toBeGreaterThan(20);
    expect([...missed]).toEqual([]);
  });
});
