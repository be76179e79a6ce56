import { userAndClientQuotaRows } from '../../profiles/configs/quotaConfigs';

/** Entity types of quotas, by the options' names of them. */
export const quotaTypes: Readonly<Record<string, string>> = { users: 'user', clients: 'client-id', ips: 'ip' };

const quotaNames = new Set<string>(userAndClientQuotaRows.map(([name]) => name));
const isScram = (name: string) => name === 'SCRAM-SHA-256' || name === 'SCRAM-SHA-512';

/** What ConfigCommand.alterConfig says of names that are not a quota of the entity, or undefined. */
export function quotaProblem(
  types: readonly string[],
  added: readonly string[],
  deleted: readonly string[],
): string | undefined {
  if (types[0] === 'ips') {
    const unknown = [...added, ...deleted].filter((name) => name !== 'connection_creation_rate');
    return unknown.length === 0
      ? undefined
      : `Only connection quota configs can be added for 'ips' using --bootstrap-server. Unexpected config names: ` +
          `${unknown.join()}`;
  }
  const isClient = types[0] === 'clients' || types.length === 2;
  const what = isClient ? 'quota configs' : 'quota and SCRAM credential configs';
  const unexpected = (names: readonly string[]) =>
    names.filter((name) => !quotaNames.has(name) && (isClient || !isScram(name)));
  for (const [verb, names] of [
    ['added', added],
    ['deleted', deleted],
  ] as const) {
    const wrong = unexpected(names);
    if (wrong.length > 0)
      return (
        `Only ${what} can be ${verb} for '${isClient ? 'clients' : 'users'}' using --bootstrap-server. ` +
        `Unexpected config names: ${listText(wrong)}`
      );
  }
  return undefined;
}

/** A Scala Set of names, or what an Iterable of keys prints. */
function listText(names: readonly string[]): string {
  return `Set(${names.join(', ')})`;
}
