import { jsonFact, type Fact } from './fact';
import { askAll, askJava, versions } from './java';

type Row = readonly unknown[];

/** What decisions about a cluster are held against. */
export const clusterFacts: readonly Fact[] = [
  jsonFact<readonly Row[]>('shifted', 'test/cluster/placement/facts/shifted.json', (rows) => {
    const questions = rows.map((row) => row.slice(0, 5));
    const [before, now] = [
      askJava('2.8.2', 'ShiftedPlacementsInScala', questions),
      askJava('3.9.2', 'ShiftedPlacements', questions),
    ];
    if (JSON.stringify(before) !== JSON.stringify(now)) throw new Error('2.8.2 and 3.9.2 place otherwise');
    return questions.map((question, at) => [...question, now[at]]);
  }),
  jsonFact<readonly Row[]>('striped', 'test/cluster/placement/facts/striped.json', (rows) => {
    const questions = rows.map((row) => row.slice(0, 4));
    const placed = askAll(['3.9.2', '4.3.1'], 'StripedPlacements', questions);
    return questions.map((question, at) => [...question, placed[at]]);
  }),
  jsonFact<Record<'execute' | 'generate', readonly Row[]>>(
    'plans',
    'test/tools/reassign-partitions/facts/plans.json',
    (facts) => {
      const ask = (rows: readonly Row[]) => {
        const answers = versions.map((version) => askJava(version, 'Plans', rows.map(([question]) => question)));
        return rows.map(([question], at) => [question, ...answers.map((each) => each[at])]);
      };
      return { execute: ask(facts.execute), generate: ask(facts.generate) };
    },
  ),
];
