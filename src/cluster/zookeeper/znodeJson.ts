import { javaPropertiesOrder } from '../../jvm/concurrentHashOrder';
import { javaStringHash } from '../../jvm/hashOrder';
import { jacksonText, type Encodable } from '../../jvm/jacksonText';
import { scalaMutableOrder, scalaSetOrder } from '../../jvm/scalaOrder';
import type { Profile } from '../../profiles/profile';
import type { ActiveController, ClusterNode, Partition, Topic } from '../../model/cluster';

/** What Kafka writes into its znodes (kafka.zk.ZkData), with the order that its Scala maps give the fields. */

/** ProducerIdsBlock.PRODUCER_ID_BLOCK_SIZE */
export const producerIdBlockSize = 1000;

type Fields = Readonly<Record<string, Encodable>>;

const ordered = (fields: Fields, keys: readonly string[]): string =>
  jacksonText(new Map(keys.map((key) => [key, fields[key]!])));

/** An immutable Scala Map. */
const mapText = (fields: Fields) => ordered(fields, scalaSetOrder(Object.keys(fields), javaStringHash));

/** A mutable.Map made of `sized` entries, the others added one by one. */
const mutableMapText = (fields: Fields, sized: number) =>
  ordered(fields, scalaMutableOrder(Object.keys(fields), javaStringHash, Math.floor((sized + 1) / 0.75)));

/**
 * @param kraftControllerEpoch of a KRaft controller that has taken the place of the brokers' (KIP-866); -1 for a broker
 */
export function controllerJson(profile: Profile, controller: ActiveController, kraftControllerEpoch: number): string {
  const fields = {
    version: profile.znodes.controllerVersion,
    brokerid: controller.id,
    timestamp: String(controller.sinceMs),
  };
  return mapText(profile.znodes.controllerVersion === 1 ? fields : { ...fields, kraftControllerEpoch });
}

/** @param registeredMs when the broker opened its session, ms */
export function brokerJson(broker: ClusterNode, registeredMs: number): string {
  const fields = {
    version: 5,
    host: broker.host,
    port: broker.port,
    endpoints: [`PLAINTEXT://${broker.host}:${broker.port}`],
    jmx_port: -1,
    timestamp: String(registeredMs),
    ...(broker.rack !== null && { rack: broker.rack }),
    listener_security_protocol_map: { PLAINTEXT: 'PLAINTEXT' },
    features: {},
  };
  return mutableMapText(fields, 6);
}

/** /brokers/topics/TOPIC: the assignment (TopicZNode). */
export function topicJson(topic: Topic, partitions: readonly Partition[]): string {
  const assignments = (
    replicas: (partition: Partition) => readonly number[],
    isShown: (partition: Partition) => boolean,
  ) => {
    const shown = new Map(
      partitions.filter(isShown).map((partition) => [String(partition.partition), replicas(partition)]),
    );
    return new Map(scalaMutableOrder([...shown.keys()], javaStringHash).map((key) => [key, shown.get(key)!]));
  };
  const fields = {
    version: 3,
    partitions: assignments(
      (partition) => partition.replicas,
      () => true,
    ),
    adding_replicas: assignments(
      (partition) => partition.addingReplicas,
      (partition) => partition.addingReplicas.length > 0,
    ),
    removing_replicas: assignments(
      (partition) => partition.removingReplicas,
      (partition) => partition.removingReplicas.length > 0,
    ),
    topic_id: topic.topicId,
  };
  return mutableMapText(fields, 4);
}

/** /brokers/topics/TOPIC/partitions/N/state: leader and ISR (TopicPartitionStateZNode). */
export function partitionStateJson(profile: Profile, partition: Partition): string {
  const fields = {
    version: 1,
    leader: partition.leader,
    leader_epoch: partition.leaderEpoch,
    controller_epoch: partition.controllerEpoch,
    isr: partition.isr,
  };
  return mapText(
    profile.znodes.hasLeaderRecoveryState && partition.recovering ? { ...fields, leader_recovery_state: 1 } : fields,
  );
}

/** /config/TYPE/NAME (ConfigEntityZNode). */
export function configJson(config: ReadonlyMap<string, string>): string {
  return jacksonText({
    version: 1,
    config: new Map(javaPropertiesOrder([...config.keys()]).map((name) => [name, config.get(name)!])),
  });
}

/** @param entityPath "topics/orders" */
export function configChangeJson(entityPath: string): string {
  return jacksonText({ version: 2, entity_path: entityPath });
}

/** Who migrates and how far the metadata log was (MigrationZNode); -1 everywhere while nobody does. */
export function migrationJson(controllerId: number, epoch: number, metadataOffset: number): string {
  return mapText({
    version: 0,
    kraft_controller_id: controllerId,
    kraft_controller_epoch: epoch,
    kraft_metadata_offset: metadataOffset,
    kraft_metadata_epoch: epoch,
  });
}

/** The block of producer ids that was claimed last; the simulated brokers draw from one block at a time. */
export function producerIdBlockJson(lastProducerId: number, brokerId: number): string {
  const start = lastProducerId - (lastProducerId % producerIdBlockSize);
  return mapText({
    version: 1,
    broker: brokerId,
    block_start: String(start),
    block_end: String(start + producerIdBlockSize - 1),
  });
}

/** /feature (FeatureZNode). */
export function featureJson(profile: Profile): string {
  return jacksonText({ features: {}, version: profile.znodes.featureVersion, status: 1 });
}

/** /cluster/id (ClusterIdZNode). */
export function clusterIdJson(clusterId: string): string {
  return jacksonText({ version: '1', id: clusterId });
}
