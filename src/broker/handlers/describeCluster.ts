import { controllerPort } from '../../cluster/kraft/describeQuorum';
import { leaderThatIsLookedFor, voters } from '../../cluster/kraft/quorum';
import { isAlive, isBroker } from '../../model/liveness';
import type { ClusterView } from '../../model/turn';
import type { DescribeClusterBroker } from '../../protocol/messages/metadata';
import type { Handler } from '../handler';

/** DescribeCluster: living brokers, fenced ones on demand, or, asked of a controller, the controllers (KIP-919). */
export const describeClusterHandler: Handler<'DescribeCluster'> = {
  by: 'broker',
  answer: (view, { endpointType = 'broker', includeFencedBrokers }, { connection }) => {
    if (endpointType !== connection.listener) {
      return {
        errorCode: 'MISMATCHED_ENDPOINT_TYPE',
        errorMessage:
          `The request was sent to an endpoint of type ${connection.listener.toUpperCase()}, but we ` +
          `wanted an endpoint of type ${endpointType.toUpperCase()}`,
        clusterId: '',
        brokers: [],
      };
    }
    const isController = endpointType === 'controller';
    return {
      errorCode: 'NONE',
      errorMessage: null,
      endpointType,
      clusterId: view.clusterId,
      controllerId: isController ? leaderThatIsLookedFor(view) : view.activeController().id,
      brokers: isController ? controllers(view) : brokers(view, includeFencedBrokers),
    };
  },
};

function brokers(view: ClusterView, includeFenced: boolean): readonly DescribeClusterBroker[] {
  return view
    .nodes()
    .filter((node) => isBroker(node) && (includeFenced ? node.registered : isAlive(node)))
    .map(({ id, host, port, rack, fenced }) => ({ brokerId: id, host, port, rack, isFenced: fenced }));
}

function controllers(view: ClusterView): readonly DescribeClusterBroker[] {
  return voters(view).map((node) => ({
    brokerId: node.id,
    host: node.host,
    port: controllerPort(node),
    rack: null,
    isFenced: false,
  }));
}
