import type { Handler } from '../handle';

export const listConfigResourcesHandler: Handler<'ListConfigResources'> = {
  by: 'broker',
  answer: (view, { type }) => view.configuredResources(type),
};
