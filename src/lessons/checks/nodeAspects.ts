import { describeBrokerConfigs } from '../../cluster/configs/describeBrokerConfigs';
import { brokerConfigState, catalogOf } from '../../cluster/nodeConfigs';
import { noLeader, type ClusterNode } from '../../model/cluster';
import { isAlive, isBroker, isHeartbeating } from '../../model/liveness';
import { lastNodeEvent } from '../../store/eventRows';
import type { StateView } from '../../store/stateView';
import { causeText } from '../../story/causeText';
import { Missing, type SubjectKind } from './aspect';
import { troubleOf } from './reasons';

function brokerOf(view: StateView, id: number): ClusterNode {
  const node = view.node(id);
  if (!node || !isBroker(node)) throw new Missing(`there is no broker ${id}`);
  return node;
}

/** Why a broker is what it is: what happened to it last. */
function why(view: StateView, id: number): readonly string[] {
  const trouble = troubleOf(view, id);
  if (trouble !== undefined) return [trouble];
  const cause = lastNodeEvent(view, `broker ${id}`, Number.MAX_SAFE_INTEGER)?.cause;
  return cause ? [`that is so ${causeText(cause)}`] : [];
}

/** What the cluster sees of a broker; it may be wrong about a process for as long as a session lasts. */
function sessionOf(node: ClusterNode): string {
  if (isAlive(node)) return isHeartbeating(node) ? 'alive' : 'silent';
  return node.registered ? 'fenced' : 'gone';
}

function brokersThat(view: StateView, holds: (node: ClusterNode) => boolean): readonly number[] {
  return view.nodes().flatMap((node) => (isBroker(node) && holds(node) ? [node.id] : []));
}

const processStates = Object.fromEntries(
  ['running', 'stopped', 'killed', 'paused'].map((value) => [value, { aspect: 'process', value }]),
);

/** What can be asked of a broker or controller alike: "node 101 stopped". */
export const nodeChecks: SubjectKind<number> = {
  aspects: {
    process: {
      kind: 'text',
      says: (id) => `the process of node ${id}`,
      read: (view, id) => {
        const node = view.node(id);
        if (!node) throw new Missing(`there is no node ${id}`);
        return node.process;
      },
      why: (view, id) => [troubleOf(view, id) ?? []].flat(),
    },
  },
  states: processStates,
};

/** What can be asked of a broker. */
export const brokerChecks: SubjectKind<number> = {
  aspects: {
    process: {
      kind: 'text',
      says: (id) => `the process of broker ${id}`,
      read: (view, id) => brokerOf(view, id).process,
      why: (view, id) => (brokerOf(view, id).process === 'running' ? [] : why(view, id)),
    },
    session: {
      kind: 'text',
      says: (id) => `for the cluster, broker ${id}`,
      read: (view, id) => sessionOf(brokerOf(view, id)),
      why,
    },
    leads: {
      kind: 'number',
      says: (id) => `number of partitions that broker ${id} leads`,
      read: (view, id) => {
        brokerOf(view, id);
        let count = 0;
        for (const page of view.partitionsOnBroker(id)) for (const { leader } of page) if (leader === id) count++;
        return count;
      },
      why: (view, id) => why(view, id),
    },
    epoch: {
      kind: 'number',
      says: (id) => `epoch of broker ${id}`,
      read: (view, id) => brokerOf(view, id).brokerEpoch,
    },
    config: {
      kind: 'text',
      argument: 'required',
      says: (id, name) => `${name} of broker ${id}`,
      read: (view, id, name) => {
        const state = brokerConfigState(view, brokerOf(view, id));
        const found = describeBrokerConfigs(catalogOf(view), state).find((each) => each.name === name);
        if (!found) throw new Missing(`there is no configuration ${name} of brokers`);
        return found.value ?? '';
      },
    },
  },
  states: {
    ...processStates,
    ...Object.fromEntries(['alive', 'silent', 'fenced', 'gone'].map((value) => [value, { aspect: 'session', value }])),
  },
};

/** What can be asked of all brokers together. */
export const brokersChecks: SubjectKind<undefined> = {
  aspects: {
    running: {
      kind: 'ids',
      says: () => 'brokers whose process runs',
      read: (view) => brokersThat(view, ({ process }) => process === 'running'),
    },
    alive: {
      kind: 'ids',
      says: () => 'brokers that the cluster sees alive',
      read: (view) => brokersThat(view, isAlive),
      why: (view) => brokersThat(view, (node) => !isAlive(node)).flatMap((id) => troubleOf(view, id) ?? []),
    },
  },
  states: {},
};

/** What can be asked of the active controller. */
export const controllerChecks: SubjectKind<undefined> = {
  aspects: {
    id: {
      kind: 'id',
      says: () => 'the active controller',
      read: (view) => {
        const { id } = view.activeController();
        return id === noLeader ? null : id;
      },
      why: (view) => view.nodes().flatMap(({ id }) => troubleOf(view, id) ?? []),
    },
    epoch: {
      kind: 'number',
      says: () => 'epoch of the controller',
      read: (view) => view.activeController().epoch,
    },
    answers: {
      kind: 'text',
      says: () => 'the controller',
      read: (view) => (view.controller.isAvailable(view) ? 'available' : 'not available'),
      why: (view) => view.nodes().flatMap(({ id }) => troubleOf(view, id) ?? []),
    },
  },
  states: { available: { aspect: 'answers', value: 'available' } },
};
