import type { ComponentData } from '../../protocol/messages/configs';
import { type AdminClient, type CallOptions, throwFailure } from '../adminClient';

/**
 * Entity types are 'user', 'client-id' and 'ip'; a null name is the default entity
 * (org.apache.kafka.common.quota.ClientQuotaEntity).
 */
export type QuotaEntity = Readonly<Record<string, string | null>>;

/** The quotas of one entity. */
export interface ClientQuota {
  readonly entity: QuotaEntity;
  readonly values: ReadonlyMap<string, number>;
}

/** An entity by its name, the default one (null), or any of its type (undefined). */
export interface QuotaFilterComponent {
  readonly type: string;
  readonly name: string | null | undefined;
}

/**
 * Admin.describeClientQuotas of entities of exactly these types (ClientQuotaFilter.containsOnly).
 * @throws CallFailed
 */
export function describeClientQuotas(
  admin: AdminClient,
  components: readonly QuotaFilterComponent[],
  options: CallOptions = {},
): readonly ClientQuota[] {
  const request = { components: components.map(componentData), strict: true };
  const described = admin.call('describeClientQuotas', 'DescribeClientQuotas', request, options);
  throwFailure(described);
  return (described.entries ?? []).map(({ entity, values }) => ({
    entity: Object.fromEntries(entity.map(({ entityType, entityName }) => [entityType, entityName])),
    values: new Map(values.map(({ key, value }) => [key, value])),
  }));
}

/**
 * Admin.alterClientQuotas of one entity.
 * @param changes new values; null removes one
 * @throws CallFailed
 */
export function alterClientQuotas(
  admin: AdminClient,
  entity: QuotaEntity,
  changes: ReadonlyMap<string, number | null>,
  options: CallOptions = {},
): void {
  const entry = {
    entity: Object.entries(entity).map(([entityType, entityName]) => ({ entityType, entityName })),
    ops: Array.from(changes, ([key, value]) => ({ key, value: value ?? 0, remove: value === null })),
  };
  const request = { entries: [entry], validateOnly: false };
  const { entries } = admin.call('alterClientQuotas', 'AlterClientQuotas', request, options);
  throwFailure(entries[0]);
}

function componentData({ type, name }: QuotaFilterComponent): ComponentData {
  if (name === undefined) return { entityType: type, matchType: 'any', match: null };
  return { entityType: type, matchType: name === null ? 'default' : 'exact', match: name };
}
