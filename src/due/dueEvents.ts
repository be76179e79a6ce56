import { brokerConfigMs, controllerConfig } from '../model/effectiveConfig';
import { joinIsrs, leaveIsrs, nextShrinkMs } from '../cluster/isr';
import { dropSlowFollower, nextLagShrinkMs } from '../cluster/slowFollowers';
import { nextStep, stepOnce } from '../log/steps';
import { nextRebalanceEvent } from '../coordinators/groupMembership';
import { nextTransactionEvent } from '../coordinators/transactions';
import { isAlive, isBroker, isHeartbeating } from '../model/liveness';
import { nextExpiryMs, nextRegistrationMs, registerBroker } from '../cluster/nodes';
import { replicate } from '../log/replication';
import { throttledFetchMs } from '../log/replicationThrottle';
import type { ClusterView, DueEvent } from '../model/turn';
import { endShellSessions } from '../cluster/zookeeper/znodeChanges';

/**
 * The earliest events first; those that fall due together keep the order of this list. A deadline that is no number
 * never comes.
 */
export function dueEvents(view: ClusterView): DueEvent[] {
  const events = [
    ...quorumElections(view),
    ...nodeEvents(view),
    ...leaderBalance(view),
    ...uncleanElections(view),
    ...shellSessions(view),
    ...transactionEvents(view),
    ...rebalanceEvents(view),
    ...dataEvents(view),
  ];
  return events
    .filter(({ atMs }) => !Number.isNaN(atMs))
    .sort((a, b) => (a.atMs < b.atMs ? -1 : Number(a.atMs > b.atMs)));
}

function quorumElections(view: ClusterView): readonly DueEvent[] {
  const election = view.controller.quorum.nextElection(view);
  return election ? [election] : [];
}

/** Ephemeral znodes made by hand go when their shell has been silent for its session's timeout. */
function* shellSessions(view: ClusterView): Iterable<DueEvent> {
  if (!view.controller.znodes.isUp(view)) return;
  const ends = view.userZnodes().flatMap(({ expiresMs }) => (expiresMs === null ? [] : [expiresMs]));
  if (ends.length === 0) return;
  const atMs = Math.max(Math.min(...ends), view.nowMs);
  yield {
    atMs,
    cause: 'session of a zookeeper-shell expired',
    run: (turn) => endShellSessions(turn, ({ expiresMs }) => expiresMs <= turn.nowMs),
  };
}

function* nodeEvents(view: ClusterView): Iterable<DueEvent> {
  const { controller } = view;
  // Leaders ask the controller for another ISR (KIP-497), in ZooKeeper clusters too.
  const canChangeIsrs = controller.isAvailable(view);
  for (const node of view.nodes()) {
    if (!isBroker(node)) continue;
    const expiryMs = nextExpiryMs(view, node);
    if (expiryMs !== null) {
      yield {
        atMs: Math.max(expiryMs, view.nowMs),
        cause: `session of broker ${node.id} expired (${controller.sessions.timeoutConfig})`,
        run: (turn) => controller.sessions.end(turn, turn.node(node.id)!),
      };
      const shrinkMs = nextShrinkMs(view, node);
      if (shrinkMs < expiryMs && canChangeIsrs)
        yield {
          atMs: shrinkMs,
          cause: `broker ${node.id} has not fetched for replica.lag.time.max.ms`,
          run: (turn) => leaveIsrs(turn, node.id),
        };
    }
    const registrationMs = nextRegistrationMs(view, node);
    if (registrationMs !== null)
      yield {
        atMs: registrationMs,
        cause: `broker ${node.id} came up`,
        run: (turn) => registerBroker(turn, turn.node(node.id)!),
      };
    if (node.catchUpSinceMs !== null && isAlive(node) && isHeartbeating(node) && canChangeIsrs) {
      const atMs = Math.max(node.catchUpSinceMs, view.nowMs);
      yield {
        atMs,
        cause: `broker ${node.id} caught up with its leaders`,
        run: (turn) => {
          turn.emit({ type: 'BrokerCatchUpRecord', brokerId: node.id, sinceMs: null });
          joinIsrs(turn, node.id);
          if (node.throttledSinceMs === null && throttledFetchMs(turn, node.id) !== null)
            turn.emit({ type: 'ThrottledFetchRecord', brokerId: node.id, sinceMs: turn.nowMs });
        },
      };
    }
    if (node.throttledSinceMs !== null && isAlive(node) && isHeartbeating(node) && canChangeIsrs) {
      yield {
        atMs: Math.max(node.throttledSinceMs + (throttledFetchMs(view, node.id) ?? 0), view.nowMs),
        cause: `broker ${node.id} caught up with its leaders under a throttle`,
        run: (turn) => {
          turn.emit({ type: 'ThrottledFetchRecord', brokerId: node.id, sinceMs: null });
          for (const partition of turn.partitionsWithLogsOn(node.id))
            if (!partition.isr.includes(node.id)) replicate(turn, partition, node.id);
          joinIsrs(turn, node.id);
        },
      };
    }
  }
}

/** Followers that a fault slows down leave the ISR; followers that fetch stepwise do so while time passes. */
function* dataEvents(view: ClusterView): Iterable<DueEvent> {
  for (const { kind, target } of view.faults()) {
    if (kind === 'slow-follower') {
      const atMs = nextLagShrinkMs(view, Number(target));
      if (atMs !== null)
        yield {
          atMs: Math.max(atMs, view.nowMs),
          cause: `broker ${target} has not had all of its leaders' records for replica.lag.time.max.ms`,
          run: (turn) => dropSlowFollower(turn, Number(target)),
        };
    } else if (kind === 'stepwise') {
      const step = nextStep(view);
      if (!step) continue;
      const { before, partition } = step;
      const waitMs = Math.max(1, brokerConfigMs(view, view.node(before.broker), 'replica.fetch.wait.max.ms'));
      const place = `${partition.topic}-${partition.partition}`;
      yield {
        atMs: (Math.floor(view.nowMs / waitMs) + 1) * waitMs,
        cause: `broker ${before.broker} fetched ${place} from offset ${step.after.fetchedOffset}`,
        run: (turn) => void stepOnce(turn),
      };
    }
  }
}

function* transactionEvents(view: ClusterView): Iterable<DueEvent> {
  for (const transaction of view.unfinishedTransactions()) {
    const event = nextTransactionEvent(view, transaction);
    if (event) yield event;
  }
}

/** Members that a group waits for in vain. */
function* rebalanceEvents(view: ClusterView): Iterable<DueEvent> {
  for (const { group, rebalance } of view.groupRebalances()) {
    const event = nextRebalanceEvent(view, group, rebalance);
    if (event) yield event;
  }
}

function* leaderBalance(view: ClusterView): Iterable<DueEvent> {
  if (controllerConfig(view, 'auto.leader.rebalance.enable') !== 'true' || !view.hasPartitionAwayFromPreferred())
    return;
  const { controller } = view;
  if (!controller.isAvailable(view)) return;
  const intervalMs = Number(controllerConfig(view, 'leader.imbalance.check.interval.seconds')) * 1000;
  const startMs = controller.partitions.firstBalanceMs(view, intervalMs);
  yield {
    atMs: nextTickMs(startMs, intervalMs, view.nowMs),
    cause: 'leader.imbalance.check.interval.seconds',
    periodic: true,
    run: controller.partitions.balance,
  };
}

function* uncleanElections(view: ClusterView): Iterable<DueEvent> {
  if (view.profile.uncleanElection !== 'on-interval' || !view.hasPartitionWithoutLeader()) return;
  const { controller } = view;
  if (!controller.isAvailable(view)) return;
  const intervalMs = Number(controllerConfig(view, 'unclean.leader.election.interval.ms'));
  yield {
    atMs: nextTickMs(view.activeController().sinceMs + intervalMs, intervalMs, view.nowMs),
    cause: 'unclean.leader.election.interval.ms',
    periodic: true,
    run: (turn) => controller.partitions.electUnclean(turn),
  };
}

/**
 * The first of start, start + interval, ... that is still to come; without an interval (2.8 takes 0 and less) it comes
 * each ms.
 */
function nextTickMs(startMs: number, configuredMs: number, nowMs: number): number {
  const intervalMs = Math.max(1, configuredMs);
  return startMs > nowMs ? startMs : startMs + (Math.floor((nowMs - startMs) / intervalMs) + 1) * intervalMs;
}
