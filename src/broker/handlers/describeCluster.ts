import { controllerPort } from '../../cluster/kraft/describeQuorum';
import { voters } from '../../cluster/kraft/quorum';
import { isAlive, isBroker } from '../../model/liveness';
import type { Handler } from '../handler';

/** DescribeCluster: living brokers, fenced ones on demand, or the controllers. */
export const describeClusterHandler: Handler<'DescribeCluster'> = {
  by: 'broker',
  answer: (view, { endpointType, includeFenced }) => ({
    clusterId: view.clusterId,
    nodes:
      endpointType === 'controller'
        ? voters(view).map((node) => ({
            id: node.id,
            host: node.host,
            port: controllerPort(node),
            rack: null,
            isFenced: false,
          }))
        : view
            .nodes()
            .filter((node) => isBroker(node) && (includeFenced ? node.registered : isAlive(node)))
            .map(({ id, host, port, rack, fenced }) => ({ id, host, port, rack, isFenced: fenced })),
  }),
};
