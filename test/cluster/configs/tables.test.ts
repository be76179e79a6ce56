import { describe, expect, test } from 'vitest';
import { configCatalog } from '../../../src/profiles/configs/configCatalog';
import type { ConfigTable, ConfigValidator } from '../../../src/profiles/configs/configDefinition';
import type { ProfileId } from '../../../src/profiles/profile';
import { profiles } from '../../../src/profiles/profiles';
// What each release defines: name, type, default, validator in its own words, internal or not; and what is dynamic, and
// of whom.
import facts from './facts/tables.json';

type Row = readonly [
  name: string,
  type: string,
  defaultValue: string | null,
  validator: string | null,
  internal: boolean,
];
type Fact = keyof typeof facts;

const listed = (values: readonly string[]) => `[${values.join(', ')}]`;

/** A validator in the words of its Java counterpart's toString. */
function validatorText(validator: ConfigValidator): string {
  switch (validator.kind) {
    case 'range':
      return `[${[validator.min, '...', validator.max].filter((each) => each !== undefined).join()}]`;
    case 'oneOf':
    case 'listOf':
      return listed(validator.values);
    case 'distinctList':
      return validator.values.length > 0 ? listed(validator.values) : '';
    case 'oneOfIgnoringCase':
      return `(case insensitive) ${listed(validator.values)}`;
    case 'levelOrDefault':
      return `[${validator.min},...,${validator.max}] or ${validator.fallback}`;
    case 'throttledReplicas':
      return '[partitionId]:[brokerId],[partitionId]:[brokerId],...';
    case 'kafkaVersion':
      return listed(validator.versions);
    case 'shareOffsetReset':
      return '[latest, earliest, by_duration:PnDTnHnMn.nS]';
    case 'nonNull':
      return 'non-null string';
    case 'nonEmpty':
      return 'non-empty string';
  }
}

const rowsOf = (table: ConfigTable | undefined): readonly Row[] =>
  [...(table?.values() ?? [])].map(({ name, type, defaultValue, validator, isInternal }) => [
    name,
    type,
    defaultValue,
    validator === undefined ? null : validatorText(validator),
    isInternal,
  ]);

/** Only server.properties can set these, and a cluster of the lab is not born with a wrong one. */
const withoutValidator: ReadonlySet<string> = new Set([
  'controller.quorum.voters',
  'controller.quorum.bootstrap.servers',
  'remote.log.manager.copier.thread.pool.size',
  'remote.log.manager.expiration.thread.pool.size',
]);

const compared = (rows: readonly Row[]) =>
  Object.fromEntries(
    rows.map(([name, type, value, validator, internal]) => [
      name,
      [type, value, withoutValidator.has(name) ? null : validator, internal],
    ]),
  );

describe.each(Object.keys(profiles) as ProfileId[])('%s', (id) => {
  const catalog = configCatalog(id);
  const fact = (kind: string) => facts[`${profiles[id].kafkaVersion} ${kind}` as Fact] as unknown as readonly Row[];
  const ours: Readonly<Record<string, ConfigTable | undefined>> = { ...catalog, ...catalog.quotas } as never;
  const isThere = (kind: string) => ours[kind] !== undefined;

  test.each(['broker', 'topic', 'group', 'clientMetrics', 'client', 'ip'].filter(isThere))(
    'configurations of a %s are those of the release',
    (kind) => {
      expect(compared(rowsOf(ours[kind]))).toEqual(compared(fact(kind)));
    },
  );

  test('those of topics and groups are checked in the order of the release', () => {
    for (const kind of ['topic', 'group'].filter(isThere))
      expect([...ours[kind]!.keys()]).toEqual(fact(kind).map(([name]) => name));
  });

  test('a broker can change the same while it runs, cluster-wide or for itself', () => {
    const modes = new Map(fact('dynamic') as unknown as [string, string][]);
    const { names, perBroker } = catalog.dynamicBroker;
    // 4.3 lists throttles among them; here they have a table of their own.
    for (const name of catalog.throttles.keys()) modes.delete(name);
    expect([...names].sort()).toEqual([...modes.keys()].sort());
    expect([...perBroker].sort()).toEqual(
      [...modes].flatMap(([name, mode]) => (mode === 'per-broker' ? [name] : [])).sort(),
    );
  });
});
