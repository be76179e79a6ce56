import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { ask } from '../ask';
import type { ClusterNode } from '../../src/model/cluster';
import { killNode, pauseNode, resumeNode, startNode, stopNode } from '../../src/cluster/nodes';
import type { Turn } from '../../src/model/turn';
import type { ProfileId } from '../../src/profiles/profile';
import { profiles } from '../../src/profiles/profiles';
import { createCluster } from '../../src/runtime/createCluster';
import { seededStartMs } from '../../src/runtime/clock';
import { ClusterSession } from '../../src/runtime/clusterSession';
import { openDatabase } from '../../src/store/database';

/** Something that a user, a fault or time does to a cluster. Numbers are taken modulo what there is. */
export type Action =
  | { readonly kind: 'create'; readonly topic: number; readonly partitions: number; readonly replicationFactor: number }
  | { readonly kind: 'grow'; readonly topic: number; readonly by: number }
  | { readonly kind: 'delete'; readonly topic: number }
  | {
      readonly kind: 'config';
      readonly topic: number;
      readonly name: 'min.insync.replicas' | 'unclean.leader.election.enable';
      readonly on: boolean;
    }
  | { readonly kind: 'elect'; readonly type: 'preferred' | 'unclean' }
  | { readonly kind: 'reassign'; readonly topic: number; readonly replicas: readonly number[] | null }
  | { readonly kind: 'stop' | 'kill' | 'start' | 'pause' | 'resume'; readonly node: number }
  | { readonly kind: 'advance'; readonly ms: number };

const small = fc.nat({ max: 5 });

export const actions: fc.Arbitrary<readonly Action[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('create' as const),
        topic: small,
        partitions: fc.integer({ min: 1, max: 4 }),
        replicationFactor: fc.integer({ min: 1, max: 4 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('grow' as const), topic: small, by: fc.integer({ min: 1, max: 3 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), topic: small }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('config' as const),
        topic: small,
        name: fc.constantFrom('min.insync.replicas' as const, 'unclean.leader.election.enable' as const),
        on: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('elect' as const),
        type: fc.constantFrom('preferred' as const, 'unclean' as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('reassign' as const),
        topic: small,
        replicas: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 })),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constantFrom('stop' as const, 'kill' as const, 'start' as const, 'pause' as const, 'resume' as const),
        node: fc.nat({ max: 9 }),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('advance' as const),
        ms: fc.constantFrom(0, 400, 1500, 9_000, 20_000, 400_000),
      }),
    },
  ),
  { minLength: 5, maxLength: 40 },
);

export const clusters = fc.record({
  profile: fc.constantFrom(...(Object.keys(profiles) as ProfileId[])),
  brokers: fc.integer({ min: 1, max: 5 }),
  seed: fc.nat(),
});

const nodeActions: Readonly<Record<string, (turn: Turn, node: ClusterNode) => unknown>> = {
  stop: stopNode,
  kill: killNode,
  start: startNode,
  pause: pauseNode,
  resume: resumeNode,
};

/** Makes a cluster, lets `use` work with it, and removes its file, after a promise when that has come. */
export function withCluster<T>(
  cluster: { readonly profile: ProfileId; readonly brokers: number; readonly seed: number },
  use: (session: ClusterSession) => T,
): T {
  const folder = mkdtempSync(join(tmpdir(), 'kafka-lab-property-'));
  const path = join(folder, 'cluster.db');
  const wallClock = () => 0;
  const profile = profiles[cluster.profile];
  createCluster(
    path,
    {
      profile,
      brokers: cluster.brokers,
      controllers: profile.mode === 'kraft' ? 3 : 0,
      combined: false,
      seed: BigInt(cluster.seed),
      clock: 'manual',
      startMs: seededStartMs,
      brokerConfigs: {},
      words: ['test'],
    },
    wallClock,
  );
  const session = new ClusterSession(openDatabase(path), path, wallClock);
  const end = () => {
    session.close();
    rmSync(folder, { recursive: true, force: true });
  };
  let result: T;
  try {
    result = use(session);
  } catch (error) {
    end();
    throw error;
  }
  if (result instanceof Promise) return result.finally(end) as T;
  end();
  return result;
}

/** One step; what is refused is refused, as for a user. Requests to a controller that is not there are not sent. */
export function take(session: ClusterSession, action: Action): void {
  if (action.kind === 'advance') return session.advance(action.ms);
  if ('node' in action) {
    session.change({ kind: 'command', words: [action.kind] }, (turn) => {
      const nodes = turn.nodes();
      nodeActions[action.kind]!(turn, nodes[action.node % nodes.length]!);
    });
    return;
  }
  if (!session.read((view) => view.controller.isAvailable(view))) return;
  const command = action.kind;
  switch (action.kind) {
    case 'create':
      ask(
        session,
        'CreateTopics',
        {
          topics: [
            {
              name: `t${action.topic}`,
              numPartitions: action.partitions,
              replicationFactor: action.replicationFactor,
              assignments: [],
              configs: [],
            },
          ],
        },
        command,
      );
      return;
    case 'elect':
      ask(session, 'ElectLeaders', { electionType: action.type, topicPartitions: null }, command);
      return;
    default: {
      const name = `t${action.topic}`;
      const topic = session.read((view) => view.topic(name));
      if (topic)
        changeTopic(
          session,
          name,
          session.read((view) => view.partitionCount(topic)),
          action,
        );
    }
  }
}

function changeTopic(
  session: ClusterSession,
  name: string,
  count: number,
  action: Extract<Action, { kind: 'grow' | 'delete' | 'config' | 'reassign' }>,
): void {
  switch (action.kind) {
    case 'grow':
      ask(
        session,
        'CreatePartitions',
        { topics: [{ name, count: count + action.by, assignments: null }], timeoutMs: 0, validateOnly: false },
        action.kind,
      );
      return;
    case 'delete':
      ask(session, 'DeleteTopics', { topics: [{ name, topicId: '' }], timeoutMs: 0 }, action.kind);
      return;
    case 'config': {
      const value = action.name === 'min.insync.replicas' ? (action.on ? '2' : '1') : String(action.on);
      const configs = [{ name: action.name, configOperation: 'set' as const, value }];
      const resources = [{ resourceType: 'topic' as const, resourceName: name, configs }];
      ask(session, 'IncrementalAlterConfigs', { resources, validateOnly: false }, action.kind);
      return;
    }
    case 'reassign': {
      const topics = [{ name, partitions: [{ partitionIndex: 0, replicas: action.replicas }] }];
      ask(session, 'AlterPartitionReassignments', { topics }, action.kind);
      return;
    }
  }
}
