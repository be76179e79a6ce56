import { apiError } from '../../protocol/apiError';
import type { Partition } from '../../model/cluster';
import type { Turn } from '../../model/turn';
import type { Handler } from '../handler';
import type { PartitionElection } from '../../protocol/requests';

export const electLeadersHandler: Handler<'ElectLeaders'> = {
  by: 'controller',
  answer: (turn, { type, partitions }) => {
    const elect = (partition: Partition) => turn.controller.partitions.elect(turn, partition, type);
    if (partitions === null) {
      const results = candidates(turn, type).map((partition) =>
        result(partition.topic, partition.partition, elect(partition)),
      );
      return results.filter((election) => election.error?.error !== 'ELECTION_NOT_NEEDED');
    }
    return partitions.map(({ topic: name, partition: number }) => {
      const topic = turn.topic(name);
      const partition = topic && !topic.deleting ? turn.partition(topic, number) : undefined;
      const unknown = () =>
        apiError('UNKNOWN_TOPIC_OR_PARTITION', turn.profile.words.noSuchPartition(name, number, topic !== undefined));
      return result(name, number, partition ? elect(partition) : unknown());
    });
  },
};

/** Only partitions away from the preferred leader, or without one, can need an election. */
function candidates(turn: Turn, type: 'preferred' | 'unclean'): Partition[] {
  const pages = type === 'preferred' ? turn.partitionsAwayFromPreferred() : turn.partitionsWithoutLeader();
  return [...pages].flat();
}

function result(topic: string, partition: number, error: PartitionElection['error']): PartitionElection {
  return { topic, partition, ...(error && { error }) };
}
