import type { DescribeClusterResponse } from '../../protocol/messages/metadata';
import { logLine } from '../../text/logLine';
import { type AdminClient, throwFailure } from '../adminClient';
import { exceptionOf } from '../exceptions';

/**
 * What the admin client does not log of unregisterBroker: the node has no such request, or nobody was there to decide.
 */
const unlogged: ReadonlySet<string> = new Set(['NONE', 'UNSUPPORTED_VERSION', 'REQUEST_TIMED_OUT']);

/**
 * Admin.describeCluster: the cluster's id and its living brokers, fenced ones on demand; of a client of controllers,
 * these.
 * @throws CallFailed
 */
export function describeCluster(admin: AdminClient, includeFencedBrokers = false): DescribeClusterResponse {
  const endpointType = admin.asksControllers ? 'controller' : 'broker';
  const described = admin.call('listNodes', 'DescribeCluster', { endpointType, includeFencedBrokers });
  throwFailure(described);
  return described;
}

/**
 * Admin.unregisterBroker: forgets a broker that is gone. A refusal stands in the client's log, too.
 * @throws CallFailed
 */
export function unregisterBroker(admin: AdminClient, brokerId: number): void {
  const answer = admin.call('unregisterBroker', 'UnregisterBroker', { brokerId });
  if (!unlogged.has(answer.errorCode)) {
    const { clock, log } = admin.environment;
    const message = `Unregister broker request for broker ID ${brokerId} failed: ${exceptionOf(answer).message}`;
    const logger = 'org.apache.kafka.clients.admin.KafkaAdminClient';
    log(logLine(clock.nowMs, 'ERROR', admin.identity.prefix + message, logger));
  }
  throwFailure(answer);
}
