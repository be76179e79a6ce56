import type { Controller, FeatureControl, QuorumControl } from '../../model/turn';
import { failure } from '../../protocol/errors';
import { electionCause, fetchTimeoutMs, hasMajority } from '../kraft/quorum';
import { zooKeeperBirth } from './birth';
import { kraftHasTakenOver, leaderWhileMigrating } from './migrationState';
import { electController } from './office';
import { zooKeeperPartitions } from './partitions';
import { zooKeeperSessions } from './sessions';
import { zooKeeperTopics } from './topics';

/** Brokers are the controllers here; a quorum of others comes, and elects, only while the cluster migrates to KRaft. */
const quorum: QuorumControl = {
  holdsMetadata: false,
  defaultControllers: 0,
  leader: leaderWhileMigrating,
  hasMajority: () => true,
  nextElection(view) {
    const isLost = kraftHasTakenOver(view) && !zooKeeperController.isAvailable(view) && hasMajority(view);
    if (!isLost) return undefined;
    const sinceMs = view.node(view.activeController().id)?.processSinceMs ?? 0;
    const atMs = Math.max(sinceMs + fetchTimeoutMs(view), view.nowMs);
    return { atMs, cause: electionCause(view), run: (turn) => electController(turn) };
  },
  noteProcess: () => undefined,
  forgetLastLeader: () => undefined,
};

/**
 * The cluster finalizes no feature, so the epoch is that of an empty znode, and no feature can be updated
 * (KafkaController.validateFeatureUpdate).
 */
const features: FeatureControl = {
  epoch: (view) => view.profile.zooKeeperFeatureEpoch,
  update(_turn, updates) {
    const refusal = (level: number) =>
      level === 0
        ? 'Can not delete non-existing finalized feature.'
        : 'Could not apply finalized feature update because the provided feature is not supported.';
    return new Map(updates.map(({ name, level }) => [name, failure('INVALID_REQUEST', refusal(level))]));
  },
};

/** The controller that ZooKeeper's brokers elect among themselves (kafka.controller.KafkaController). */
export const zooKeeperController: Controller = {
  isAvailable: (view) => view.node(view.activeController().id)?.process === 'running',
  answersReads: (view) => zooKeeperController.isAvailable(view),
  sendsRequests: true,
  isWaitedFor: false,
  partitions: zooKeeperPartitions,
  topics: zooKeeperTopics,
  sessions: zooKeeperSessions,
  quorum,
  features,
  znodes: { isUp: () => true, areFollowed: true },
  birth: zooKeeperBirth,
};
