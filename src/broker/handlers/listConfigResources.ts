import type { Handler } from '../handler';

export const listConfigResourcesHandler: Handler<'ListConfigResources'> = {
  by: 'broker',
  answer: (view, { type }) => view.configuredResources(type),
};
