import { askAll, askJava, versions } from './java';
import { jsonFact, type Fact } from './fact';

const folder = 'test/jvm/facts';

interface HashOrders {
  readonly strings: readonly { readonly capacity: number; readonly in: readonly string[] }[];
  readonly ints: readonly { readonly in: readonly number[] }[];
  readonly topicPartitions: readonly { readonly topics: number; readonly partitions: number }[];
  readonly many: readonly [number, number][];
  readonly hashes: readonly [string, ...number[]][];
  readonly longs: readonly [number, number][];
  readonly copies: readonly [number, number][];
}

interface ScalaOrders {
  readonly strings: readonly { readonly in: readonly string[] }[];
  readonly ints: readonly { readonly in: readonly number[] }[];
  readonly topicPartitions: readonly { readonly topics: number; readonly partitions: number }[];
}

type Rows = readonly (readonly [string, ...unknown[]])[];
/** Rows whose first element is the question. */
const again = (rows: Rows, answers: readonly unknown[]) => rows.map(([question], at) => [question, answers[at]]);
const spread = (rows: Rows, answers: readonly unknown[]) =>
  rows.map(([question], at) => [question, ...(answers[at] as unknown[])]);

/** What src/jvm is held against. JDK 17 answers, with the classes of a release where Kafka has its own. */
export const jvmFacts: readonly Fact[] = [
  jsonFact<Rows>('uuid', `${folder}/uuid.json`, (rows) =>
    again(
      rows,
      askAll(
        versions,
        'Ids',
        rows.map(([text]) => text),
      ),
    ),
  ),
  jsonFact<Record<'integers' | 'doubles' | 'texts', Rows>>('numbers', `${folder}/numbers.json`, (facts) => {
    const ask = (kind: keyof typeof facts) =>
      askJava(
        '3.9.2',
        'Numbers',
        facts[kind].map(([text]) => [kind, text]),
      );
    return {
      integers: spread(facts.integers, ask('integers')),
      doubles: again(facts.doubles, ask('doubles')),
      texts: again(facts.texts, ask('texts')),
    };
  }),
  jsonFact<HashOrders>('hashOrder', `${folder}/hashOrder.json`, (facts) => {
    const ask = (questions: readonly unknown[]) => askJava('3.9.2', 'HashOrders', questions);
    const sets = ask([
      ...facts.strings.map((each) => ['set', each.in, each.capacity]),
      ...facts.ints.map((each) => ['set', each.in, null]),
    ]);
    const partitions = ask(facts.topicPartitions.map((each) => ['topicPartitions', each.topics, each.partitions]));
    const numbers = <K extends 'many' | 'hashes' | 'longs' | 'copies'>(kind: K) => {
      const answers = ask(facts[kind].map(([question]) => [kind, question]));
      return facts[kind].map(([question], at) => [question, answers[at]].flat());
    };
    return {
      strings: facts.strings.map((each, at) => ({ ...each, out: sets[at] })),
      ints: facts.ints.map((each, at) => ({ ...each, out: sets[facts.strings.length + at] })),
      topicPartitions: facts.topicPartitions.map((each, at) => ({ ...each, order: partitions[at] })),
      many: numbers('many'),
      hashes: numbers('hashes'),
      longs: numbers('longs'),
      copies: numbers('copies'),
    };
  }),
  jsonFact<{ readonly cases: readonly { readonly in: readonly string[] }[] }>(
    'concurrentHashOrder',
    `${folder}/concurrentHashOrder.json`,
    ({ cases }) => {
      const questions = [...cases.map((each) => ['concurrent', each.in]), ['manyConcurrent', 2000]];
      const answers = askJava('3.9.2', 'HashOrders', questions);
      return {
        cases: cases.map((each, at) => {
          const [properties, two, plain] = answers[at] as string[][];
          return { in: each.in, properties, two, plain };
        }),
        digestOf2000: answers.at(-1),
      };
    },
  ),
  jsonFact<ScalaOrders>('scalaOrder', `${folder}/scalaOrder.json`, (facts) => {
    const ask = (questions: readonly unknown[]) =>
      askAll(['2.8.2', '3.9.2'], 'ScalaOrders', questions) as readonly object[];
    const sets = (cases: readonly { readonly in: readonly unknown[] }[]) => {
      const answers = ask(cases.map((each) => ['set', each.in]));
      return cases.map((each, at) => ({ in: each.in, ...answers[at] }));
    };
    const partitions = ask(facts.topicPartitions.map((each) => ['topicPartitions', each.topics, each.partitions]));
    return {
      strings: sets(facts.strings),
      ints: sets(facts.ints),
      topicPartitions: facts.topicPartitions.map(({ topics, partitions: each }, at) => {
        return { topics, partitions: each, ...partitions[at] };
      }),
      ...ask([['shrunk', [1, 2, 3, 4, 5], [1]]])[0],
    };
  }),
  jsonFact<Rows>('jackson', `${folder}/jackson.json`, (rows) => {
    const answers = versions.map((version) =>
      askJava(
        version,
        'JacksonReads',
        rows.map(([text]) => text),
      ),
    );
    return rows.map(([text], at) => {
      const all = answers.map((each) => each[at]);
      // A later release's answer is left out where it is the one before.
      while (all.length > 1 && JSON.stringify(all.at(-1)) === JSON.stringify(all.at(-2))) all.pop();
      return [text, ...all];
    });
  }),
  jsonFact<{ readonly names: readonly string[]; readonly patterns: Rows }>(
    'regex',
    `${folder}/regex.json`,
    ({ names, patterns }) => ({
      names,
      patterns: again(
        patterns,
        askJava(
          '3.9.2',
          'Texts',
          patterns.map(([pattern]) => ['regex', pattern, names]),
        ),
      ),
    }),
  ),
  jsonFact<{ readonly texts: readonly string[]; readonly patterns: Rows; readonly long: readonly [string, number][] }>(
    'backtracking',
    `${folder}/backtracking.json`,
    ({ texts, patterns, long }) => {
      const answers = askJava('3.9.2', 'Texts', [
        ...patterns.map(([pattern]) => ['regex', pattern, texts]),
        ...long.map(([pattern, letters]) => ['regex', pattern, [`${'a'.repeat(letters)}!`]]),
      ]) as (string | { readonly error: string })[];
      const texted = answers.map((answer) => (typeof answer === 'string' ? answer : answer.error));
      return {
        texts,
        patterns: again(patterns, texted),
        long: long.map(([pattern, letters], at) => [pattern, letters, texted[patterns.length + at] === '1']),
      };
    },
  ),
  jsonFact<Rows>('properties', `${folder}/properties.json`, (rows) =>
    again(
      rows,
      askJava(
        '3.9.2',
        'Texts',
        rows.map(([text]) => ['properties', text]),
      ),
    ),
  ),
  jsonFact<Rows>('murmur2', `${folder}/murmur2.json`, (rows) =>
    spread(
      rows,
      askAll(
        versions,
        'Texts',
        rows.map(([text]) => ['murmur2', text]),
      ),
    ),
  ),
  jsonFact<Record<'dateTimes' | 'durations' | 'texts', Rows>>('dates', `${folder}/dates.json`, (facts) => {
    const texts = askJava(
      '3.9.2',
      'Texts',
      facts.texts.map(([zone, timeMs]) => ['texts', zone, timeMs]),
    );
    return {
      dateTimes: again(
        facts.dateTimes,
        askAll(
          versions,
          'Texts',
          facts.dateTimes.map(([text]) => ['dateTimes', text]),
        ),
      ),
      durations: again(
        facts.durations,
        askJava(
          '3.9.2',
          'Texts',
          facts.durations.map(([text]) => ['durations', text]),
        ),
      ),
      texts: facts.texts.map(([zone, timeMs], at) => [zone, timeMs, ...(texts[at] as string[])]),
    };
  }),
];
