import type { PlainRecord } from '../../model/records';
import type { ClusterPlan, Turn } from '../../model/turn';
import {
  brokerPlaces,
  controllerPlaces,
  filled,
  firstBrokerPort,
  firstControllerPort,
  initialConfigs,
  newDirectoryId,
  nodeUp,
  upSinceMs,
  votersText,
} from '../newNodes';
import { metadataEndOffset } from './metadataLog';

/** The order in which a fresh quorum's log has them: BootstrapMetadata first, then whoever registers. */
export function* kraftBirth(turn: Turn, plan: ClusterPlan): Iterable<PlainRecord> {
  const { profile } = turn;
  const { brokerConfigs, combined } = plan;
  const sinceMs = upSinceMs(plan);
  const directoryId = () => newDirectoryId(plan.directoryChance, profile);
  const brokers = brokerPlaces(firstBrokerPort, plan.brokers);
  const controllers = combined ? brokerPlaces(firstControllerPort, plan.brokers) : controllerPlaces(plan.controllers);
  const voters = votersText(controllers);
  if (!combined) {
    for (const controller of controllers) {
      const properties = filled({ ...profile.controllerProperties, ...brokerConfigs }, controller, voters);
      yield* nodeUp(controller, 'controller', properties, sinceMs, directoryId());
    }
  }
  for (const [index, broker] of brokers.entries()) {
    const roles = combined ? combinedProperties(broker.port, controllers[index]!.port) : {};
    const properties = filled({ ...profile.serverProperties, ...roles, ...brokerConfigs }, broker, voters);
    yield* nodeUp(broker, combined ? 'combined' : 'broker', properties, sinceMs, directoryId());
  }
  yield { type: 'ControllerChangeRecord', controllerId: controllers[0]!.id, epoch: 1, sinceMs, unlisted: 1 };
  for (const [name, { initial }] of Object.entries(profile.features))
    if (initial > 0) yield { type: 'FeatureLevelRecord', name, featureLevel: initial };
  yield* initialConfigs(turn, plan);
  for (const { id } of controllers) yield { type: 'RegisterControllerRecord', controllerId: id };
  for (const { id } of brokers) {
    yield { type: 'RegisterBrokerRecord', brokerId: id, brokerEpoch: metadataEndOffset(turn), fenced: true };
    yield { type: 'BrokerRegistrationChangeRecord', brokerId: id, fenced: false };
  }
}

function combinedProperties(port: number, controllerPort: number): Readonly<Record<string, string>> {
  return {
    'process.roles': 'broker,controller',
    listeners: `PLAINTEXT://localhost:${port},CONTROLLER://localhost:${controllerPort}`,
  };
}
