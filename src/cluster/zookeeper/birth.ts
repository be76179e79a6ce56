import type { PlainRecord } from '../../model/records';
import type { ClusterPlan, Turn } from '../../model/turn';
import { brokerPlaces, filled, firstBrokerPort, initialConfigs, nodeUp, upSinceMs } from '../newNodes';
import { zxidOf } from './zxids';

/** The first broker is elected before the others come. */
export function* zooKeeperBirth(turn: Turn, plan: ClusterPlan): Iterable<PlainRecord> {
  const sinceMs = upSinceMs(plan);
  const brokers = brokerPlaces(firstBrokerPort, plan.brokers);
  for (const broker of brokers) {
    const properties = filled({ ...turn.profile.serverProperties, ...plan.brokerConfigs }, broker, '');
    yield* nodeUp(broker, 'broker', properties, sinceMs);
    yield { type: 'RegisterBrokerRecord', brokerId: broker.id, brokerEpoch: zxidOf(turn.nextOffset()), fenced: false };
    if (broker === brokers[0]) yield { type: 'ControllerChangeRecord', controllerId: broker.id, epoch: 1, sinceMs };
  }
  yield* initialConfigs(turn, plan);
}
