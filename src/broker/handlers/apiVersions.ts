import { apiVersions } from '../../profiles/apiVersions';
import { servesAsBroker } from '../../clients/bootstrap';
import type { Handler } from '../handler';

/** ApiVersions of one broker; undefined where it does not answer. */
export const apiVersionsHandler: Handler<'ApiVersions'> = {
  by: 'broker',
  answer: (view, { brokerId }) => (servesAsBroker(view, brokerId) ? apiVersions(view.profile.id) : undefined),
};
