import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handle } from '../../../src/broker/handle';
import type { ApiName, Request, Response } from '../../../src/protocol/requests';
import type { ClusterNode, Partition } from '../../../src/model/cluster';
import type { Refusal } from '../../../src/cluster/nodes';
import type { Turn } from '../../../src/model/turn';
import type { ProfileId } from '../../../src/profiles/profile';
import { profiles } from '../../../src/profiles/profiles';
import { createCluster } from '../../../src/runtime/createCluster';
import { ClusterSession } from '../../../src/runtime/clusterSession';
import { openDatabase } from '../../../src/store/database';

/** A cluster of its own on a manual clock. */
export class Lab {
  private readonly folder = mkdtempSync(join(tmpdir(), 'reassignment-'));
  readonly session: ClusterSession;

  constructor(profile: ProfileId, brokers = 4, seed = 1n) {
    const path = join(this.folder, 'cluster.db');
    const controllers = profiles[profile].mode === 'kraft' ? 3 : 0;
    createCluster(
      path,
      {
        profile: profiles[profile],
        brokers,
        controllers,
        combined: false,
        seed,
        clock: 'manual',
        startMs: 1_767_225_600_000,
        brokerConfigs: {},
      },
      () => 0,
    );
    this.session = new ClusterSession(openDatabase(path), path, () => 0);
  }

  create(topic: string, ...assignments: readonly (readonly number[])[]): void {
    const [result] = this.ask('CreateTopics', {
      kind: 'CreateTopics',
      topics: [{ name: topic, partitions: undefined, replicationFactor: undefined, assignments, configs: {} }],
    });
    if (result?.error) throw new Error(result.error.message);
  }

  ask<A extends ApiName>(name: A, request: Request<A>): Response<A> {
    return handle(this.session, name, request, 'test');
  }

  /** Error of a reassignment of partition 0, as "NAME: message"; '' where it was accepted. */
  reassign(topic: string, replicas: readonly number[] | null, allowsReplicationFactorChange = true): string {
    const [result] = this.ask('AlterPartitionReassignments', {
      kind: 'AlterPartitionReassignments',
      allowsReplicationFactorChange,
      partitions: [{ topic, partition: 0, replicas }],
    });
    return result?.error ? `${result.error.error}: ${result.error.message ?? ''}` : '';
  }

  node(id: number, action: (turn: Turn, node: ClusterNode) => Refusal | undefined): void {
    this.session.change({ kind: 'command', text: 'test' }, (turn) => action(turn, turn.node(id)!));
  }

  partition(topic: string): Partition {
    return this.session.read((view) => view.partition(view.topic(topic)!, 0)!);
  }

  /** "2,3,1 +3 -1 isr 1,2 leader 1". */
  state(topic: string): string {
    const { replicas, addingReplicas: adding, removingReplicas: removing, isr, leader } = this.partition(topic);
    return [
      replicas.join(),
      ...(adding.length > 0 ? [`+${adding.join()}`] : []),
      ...(removing.length > 0 ? [`-${removing.join()}`] : []),
      `isr ${isr.join()} leader ${leader}`,
    ].join(' ');
  }

  remove(): void {
    this.session.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
