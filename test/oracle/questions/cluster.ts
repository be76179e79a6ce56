import { RecordedCluster } from '../../cluster/configs/recordedCluster';
import type { ProfileId } from '../../../src/profiles/profile';
import { profiles } from '../../../src/profiles/profiles';
import { jsonFact, type Fact } from './fact';
import { askAll, askJava, versions, type Version } from './java';

type Row = readonly unknown[];

type Texts = Readonly<Record<string, string>>;

interface ConfigCase {
  readonly configs: Texts;
  /** A topic's overrides before, and what the controller is started with: the question as the controller asks it. */
  readonly existing?: Texts;
  readonly controller?: Texts;
  readonly isDefault?: true;
  readonly defaultConfigs?: Texts;
  readonly brokerConfigs?: Texts;
}

const ids = Object.keys(profiles) as ProfileId[];
const serverOf = (id: ProfileId, more: Texts = {}) => new RecordedCluster(id, more).state(1).staticConfigs;

function topicQuestion(id: ProfileId, { configs, existing, controller }: ConfigCase): readonly unknown[] {
  // 2.8 knows nothing of the controller's own settings.
  if (controller === undefined || id === '2.8-zk') return ['topic', configs];
  const isWithZooKeeper = id.endsWith('-zk');
  // With ZooKeeper the overrides of before are not looked at (AdminZkClient.validateTopicConfig).
  const before = isWithZooKeeper ? {} : (existing ?? {});
  return ['topic', configs, before, Object.fromEntries(serverOf(id, controller)), isWithZooKeeper];
}

function brokerQuestion(id: ProfileId, { configs, isDefault, defaultConfigs, brokerConfigs }: ConfigCase) {
  return ['broker', configs, !isDefault, Object.fromEntries(serverOf(id)), defaultConfigs ?? {}, brokerConfigs ?? {}];
}

/** Each case with the answers of the profiles; one is left out where it is that of the profile before. */
function configAnswers(
  cases: readonly ConfigCase[],
  question: (id: ProfileId, each: ConfigCase) => readonly unknown[],
): readonly unknown[] {
  const answers = ids.map((id) => {
    return askJava(
      profiles[id].kafkaVersion as Version,
      'ConfigChecks',
      cases.map((each) => question(id, each)),
    );
  });
  return cases.map(({ ...each }, at) => {
    const kept = ids.filter((_, index) => index === 0 || answers[index]![at] !== answers[index - 1]![at]);
    return { ...each, answers: Object.fromEntries(kept.map((id) => [id, answers[ids.indexOf(id)]![at]])) };
  });
}

const entriesOf = (table: unknown) => (table === null ? [] : Object.entries(table as object));

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
  jsonFact<readonly ConfigCase[]>('topicConfigs', 'test/cluster/configs/facts/topicConfigs.json', (cases) =>
    configAnswers(cases, topicQuestion),
  ),
  jsonFact<readonly ConfigCase[]>('brokerConfigs', 'test/cluster/configs/facts/brokerConfigs.json', (cases) =>
    configAnswers(cases, brokerQuestion),
  ),
  jsonFact<unknown>('configTables', 'test/cluster/configs/facts/tables.json', () => {
    const kinds = ['broker', 'topic', 'group', 'clientMetrics', 'user', 'client', 'ip', 'dynamic'];
    const tables = versions.flatMap((version) =>
      askJava(version, 'ConfigTables', kinds).map((table, at) => [`${version} ${kinds[at]}`, table] as const),
    );
    return Object.fromEntries(tables.map(([name, table]) => [name, Array.isArray(table) ? table : entriesOf(table)]));
  }),
  jsonFact<unknown>('errors', 'test/protocol/facts/errors.json', () => {
    const tables = versions.map((version) => [version, askJava(version, 'ErrorCodes', ['all'])[0]] as const);
    return Object.fromEntries(tables);
  }),
  jsonFact<Record<'execute' | 'generate', readonly Row[]>>(
    'plans',
    'test/tools/reassign-partitions/facts/plans.json',
    (facts) => {
      const ask = (rows: readonly Row[]) => {
        const answers = versions.map((version) =>
          askJava(
            version,
            'Plans',
            rows.map(([question]) => question),
          ),
        );
        return rows.map(([question], at) => [question, ...answers.map((each) => each[at])]);
      };
      return { execute: ask(facts.execute), generate: ask(facts.generate) };
    },
  ),
  jsonFact<Record<'assignments' | 'strategies', readonly { readonly in: unknown }[]>>(
    'assignors',
    'test/clients/facts/assignors.json',
    ({ assignments, strategies }) => {
      const asked = [
        ...assignments.map((each) => ['assign', ...(each.in as Row)]),
        ...strategies.map((each) => ['strategy', each.in]),
      ];
      const answers = versions.map((version) => askJava(version, 'Assignors', asked));
      const cases = [...assignments, ...strategies].map((each, at) => {
        const kept = versions.filter(
          (_, index) => index === 0 || JSON.stringify(answers[index]![at]) !== JSON.stringify(answers[index - 1]![at]),
        );
        const out = Object.fromEntries(kept.map((version) => [version, answers[versions.indexOf(version)]![at]]));
        return { in: each.in, out };
      });
      return { assignments: cases.slice(0, assignments.length), strategies: cases.slice(assignments.length) };
    },
  ),
];
