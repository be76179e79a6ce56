import type { ClusterNode } from '../model/cluster';
import { brokerConfig, brokerConfigMs, controllerConfig } from '../model/effectiveConfig';
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
    cause: { kind: 'due', rule: 'shell-session-expired' },
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
        cause: {
          kind: 'due',
          rule: 'session-expired',
          ...ofBroker(node.id),
          ...byConfig(view, controller.sessions.timeoutConfig, node),
        },
        run: (turn) => controller.sessions.end(turn, turn.node(node.id)!),
      };
      const shrinkMs = nextShrinkMs(view, node);
      if (shrinkMs < expiryMs && canChangeIsrs)
        yield {
          atMs: shrinkMs,
          cause: {
            kind: 'due',
            rule: 'stopped-fetching',
            ...ofBroker(node.id),
            ...byConfig(view, 'replica.lag.time.max.ms', node),
          },
          run: (turn) => leaveIsrs(turn, node.id),
        };
    }
    const registrationMs = nextRegistrationMs(view, node);
    if (registrationMs !== null)
      yield {
        atMs: registrationMs,
        cause: { kind: 'due', rule: 'came-up', ...ofBroker(node.id) },
        run: (turn) => registerBroker(turn, turn.node(node.id)!),
      };
    if (node.catchUpSinceMs !== null && isAlive(node) && isHeartbeating(node) && canChangeIsrs) {
      const atMs = Math.max(node.catchUpSinceMs, view.nowMs);
      yield {
        atMs,
        cause: { kind: 'due', rule: 'caught-up', throttled: false, ...ofBroker(node.id) },
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
        cause: { kind: 'due', rule: 'caught-up', throttled: true, ...ofBroker(node.id) },
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
          cause: {
            kind: 'due',
            rule: 'fell-behind',
            ...ofBroker(Number(target)),
            ...byConfig(view, 'replica.lag.time.max.ms', view.node(Number(target))),
          },
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
        cause: {
          kind: 'due',
          rule: 'fetched',
          ...ofBroker(before.broker),
          partition: place,
          fromOffset: step.after.fetchedOffset,
        },
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
    cause: {
      kind: 'due',
      rule: 'leader-imbalance-check',
      ...byControllerConfig(view, 'leader.imbalance.check.interval.seconds'),
    },
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
    cause: {
      kind: 'due',
      rule: 'unclean-election-check',
      ...byControllerConfig(view, 'unclean.leader.election.interval.ms'),
    },
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

function ofBroker(id: number) {
  return { node: { role: 'broker', id } } as const;
}

function byConfig(view: ClusterView, name: string, broker: ClusterNode | undefined) {
  return { config: { name, value: brokerConfig(view, broker, name) } };
}

function byControllerConfig(view: ClusterView, name: string) {
  return { config: { name, value: controllerConfig(view, name) } };
}
