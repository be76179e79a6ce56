import type { Handler } from '../handler';

/** ListConfigResources: resources with configurations of their own, of one type. */
export const listConfigResourcesHandler: Handler<'ListConfigResources'> = {
  by: 'broker',
  answer: (view, { resourceTypes }) => ({
    errorCode: 'NONE',
    configResources: resourceTypes.flatMap((resourceType) =>
      view.configuredResources(resourceType).map((resourceName) => ({ resourceType, resourceName })),
    ),
  }),
};
