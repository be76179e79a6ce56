import { validateQuotas } from '../../cluster/configs/validateQuotas';
import { catalogOf } from '../../cluster/nodeConfigs';
import type { ComponentData, EntityData } from '../../protocol/messages/configs';
import type { Handler } from '../handler';

type Entity = Readonly<Record<string, string | null>>;

/** DescribeClientQuotas: quotas of the entities that match, and with `strict` have exactly the types asked for. */
export const describeClientQuotasHandler: Handler<'DescribeClientQuotas'> = {
  by: 'broker',
  answer: (view, { components, strict }) => ({
    errorCode: 'NONE',
    errorMessage: null,
    entries: view
      .clientQuotas()
      .filter(
        ({ entity }) =>
          (!strict || Object.keys(entity).length === components.length) &&
          components.every((component) => matches(entity, component)),
      )
      .map(({ entity, values }) => ({
        entity: Object.entries(entity).map(([entityType, entityName]) => ({ entityType, entityName })),
        values: Object.entries(values).map(([key, value]) => ({ key, value })),
      })),
  }),
};

function matches(entity: Entity, { entityType, matchType, match }: ComponentData): boolean {
  if (!(entityType in entity)) return false;
  return matchType === 'any' || entity[entityType] === (matchType === 'default' ? null : match);
}

/** AlterClientQuotas */
export const alterClientQuotasHandler: Handler<'AlterClientQuotas'> = {
  by: 'controller',
  changesMetadata: false,
  fail: (_view, { entries }, failed) => ({ entries: entries.map(({ entity }) => ({ entity, ...failed })) }),
  answer: (turn, { entries }) => ({
    entries: entries.map(({ entity, ops }) => {
      const changes = new Map(ops.map(({ key, value, remove }) => [key, remove ? null : value]));
      const error = validateQuotas(catalogOf(turn), entityOf(entity), changes);
      if (error) return { entity, ...error };
      for (const [key, value] of changes)
        turn.emit({ type: 'ClientQuotaRecord', entity: entityOf(entity), key, value });
      return { entity, errorCode: 'NONE', errorMessage: null };
    }),
  }),
};

/** One entity has one text, whatever the order in which its types were given. */
function entityOf(parts: readonly EntityData[]): Entity {
  const sorted = [...parts].sort((a, b) => (a.entityType < b.entityType ? -1 : 1));
  return Object.fromEntries(sorted.map(({ entityType, entityName }) => [entityType, entityName]));
}
