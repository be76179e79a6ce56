import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTopic } from '../../../src/clients/admin/topics';
import { AdminClient } from '../../../src/clients/adminClient';
import type { ClusterNode, Partition } from '../../../src/model/cluster';
import type { Refusal } from '../../../src/cluster/nodes';
import type { Turn } from '../../../src/model/turn';
import type { ProfileId } from '../../../src/profiles/profile';
import { profiles } from '../../../src/profiles/profiles';
import type { ApiName, Request, Response } from '../../../src/protocol/messages';
import { commandEnvironment } from '../../../src/runtime/commandEnvironment';
import { createCluster } from '../../../src/runtime/createCluster';
import { ClusterSession } from '../../../src/runtime/clusterSession';
import { openDatabase } from '../../../src/store/database';

const addresses = [9092, 9093, 9094, 9095, 9096].map((port) => `localhost:${port}`).join();

/** A cluster of its own on a manual clock. */
export class Lab {
  private readonly folder = mkdtempSync(join(tmpdir(), 'reassignment-'));
  readonly session: ClusterSession;
  /** Asks whichever broker lives. */
  readonly admin: AdminClient;

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
        words: ['test'],
      },
      () => 0,
    );
    this.session = new ClusterSession(openDatabase(path), path, () => 0);
    const environment = commandEnvironment(this.session, ['test'], () => undefined);
    const client = AdminClient.create(environment, { bootstrapServers: addresses, properties: new Map() });
    if ('thrown' in client) throw new Error(client.thrown.exception);
    this.admin = client;
  }

  create(topic: string, ...assignments: readonly (readonly number[])[]): void {
    const { errorCode, errorMessage } = createTopic(this.admin, {
      name: topic,
      partitions: undefined,
      replicationFactor: undefined,
      assignments,
      configs: new Map(),
    });
    if (errorCode !== 'NONE') throw new Error(errorMessage ?? errorCode);
  }

  /** The answer to a request that any broker takes. */
  ask<A extends ApiName>(apiKey: A, request: Request<A>): Response<A> {
    return this.admin.call('test', apiKey, request);
  }

  /** Error of a reassignment of partition 0, as "NAME: message"; '' where it was accepted. */
  reassign(topic: string, replicas: readonly number[] | null, allowsReplicationFactorChange = true): string {
    const { responses } = this.ask('AlterPartitionReassignments', {
      allowReplicationFactorChange: allowsReplicationFactorChange,
      topics: [{ name: topic, partitions: [{ partitionIndex: 0, replicas }] }],
    });
    const { errorCode, errorMessage } = responses[0]!.partitions[0]!;
    return errorCode === 'NONE' ? '' : `${errorCode}: ${errorMessage ?? ''}`;
  }

  node(id: number, action: (turn: Turn, node: ClusterNode) => Refusal | undefined): void {
    this.session.change({ kind: 'command', words: ['test'] }, (turn) => action(turn, turn.node(id)!));
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
