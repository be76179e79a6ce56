import type { Controller } from '../../model/turn';
import { kraftBirth } from './birth';
import { kraftFeatures } from './features';
import { kraftPartitions } from './partitions';
import { hasQuorum, kraftQuorum, lastLeaderAnswers } from './quorum';
import { kraftSessions } from './sessions';
import { kraftTopics } from './topics';

/** The KRaft quorum's active controller (org.apache.kafka.controller.QuorumController). */
export const kraftController: Controller = {
  isAvailable: hasQuorum,
  answersReads: lastLeaderAnswers,
  sendsRequests: false,
  isWaitedFor: true,
  partitions: kraftPartitions,
  topics: kraftTopics,
  sessions: kraftSessions,
  quorum: kraftQuorum,
  features: kraftFeatures,
  // Brokers that have gone over to KRaft have no sessions in ZooKeeper, which still gets every change until the
  // migration is final.
  znodes: { isUp: (view) => view.migration().phase === 'brokers-in-kraft', areFollowed: false },
  birth: kraftBirth,
};
