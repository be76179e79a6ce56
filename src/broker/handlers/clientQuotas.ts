import { validateQuotas } from '../../cluster/configs/validateQuotas';
import { catalogOf } from '../../cluster/nodeConfigs';
import type { Handler } from '../handler';

/** Quotas of the entities that have exactly the types asked for (ClientQuotaFilter.containsOnly). */
export const describeClientQuotasHandler: Handler<'DescribeClientQuotas'> = {
  by: 'broker',
  answer: (view, { components }) =>
    view.clientQuotas().filter(({ entity }) => {
      const types = Object.keys(entity);
      return (
        types.length === components.length &&
        components.every(({ type, name }) => types.includes(type) && (name === undefined || entity[type] === name))
      );
    }),
};

export const alterClientQuotasHandler: Handler<'AlterClientQuotas'> = {
  by: 'controller',
  answer: (turn, { entity, changes }) => {
    const error = validateQuotas(catalogOf(turn), entity, changes);
    if (error) return { error };
    // One entity has one text, whatever the order in which its types were given.
    const sorted = Object.fromEntries(Object.entries(entity).sort(([a], [b]) => (a < b ? -1 : 1)));
    for (const [key, value] of changes) turn.emit({ type: 'ClientQuotaRecord', entity: sorted, key, value });
    return {};
  },
};
