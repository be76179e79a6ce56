import type { JavaException } from '../../clients/exceptions';
import { ZooKeeperAdmin } from '../../clients/zooKeeperAdmin';
import { topicPartitionHash } from '../../jvm/hashOrder';
import { jacksonText } from '../../jvm/jacksonText';
import { scalaSetOrder, scalaSetText } from '../../jvm/scalaOrder';
import { orThrow, Thrown } from '../thrown';
import type { ToolContext } from '../tool';

interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

const commandFailed: JavaException = {
  exception: 'kafka.common.AdminCommandFailedException',
  message: 'Admin command failed',
};

/** Leaves the election to the controller (PreferredReplicaLeaderElectionCommand.ZkCommand). @throws Thrown */
export function electThroughZooKeeper(
  context: ToolContext,
  connectString: string,
  asked: readonly TopicPartition[] | null,
): void {
  const admin = orThrow(ZooKeeperAdmin.connect(context, connectString));
  const existing = admin.partitions();
  const known = new Set(existing.map(nameOf));
  const inOrder = (partitions: readonly TopicPartition[]) =>
    scalaSetOrder(partitions, ({ topic, partition }) => topicPartitionHash(topic, partition));
  const valid = inOrder(asked === null ? existing : inOrder(asked).filter((partition) => known.has(nameOf(partition))));
  const invalid = inOrder(asked?.filter((partition) => !known.has(nameOf(partition))) ?? []);
  const data = jacksonText({ version: 1, partitions: valid.map(({ topic, partition }) => ({ topic, partition })) });
  if (!admin.orderPreferredElection(data)) throw new Thrown(commandFailed);
  context.out(`Created preferred replica election path with ${valid.map(nameOf).join()}`);
  context.out(`Successfully started preferred replica election for partitions ${scalaSetText(valid.map(nameOf))}`);
  for (const partition of invalid)
    context.out(
      `Skipping preferred replica leader election for partition ${nameOf(partition)} since it doesn't exist.`,
    );
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}
