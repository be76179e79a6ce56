import type { CommandCause } from '../model/causes';
import type { ClusterHost } from '../broker/host';
import { createTopic } from '../cluster/topics';
import { createZnode, deleteZnode, endShellSessions, setZnode } from '../cluster/zookeeper/znodeChanges';
import { znodeStat } from '../cluster/zookeeper/znodeStat';
import { znodeAt } from '../cluster/zookeeper/znodeTree';
import { isAlive, isBroker } from '../model/liveness';
import type { ClusterView, Turn } from '../model/turn';
import type {
  NewZnode,
  QuotaEntity,
  TopicInZooKeeper,
  ZnodeContent,
  ZnodeOutcome,
  ZnodeStat,
  ZooKeeper,
} from './zooKeeper';

/** zookeeper.properties: clientPort. */
const clientPort = 2181;

/**
 * The simulated cluster's ZooKeeper: its tree is a view of the cluster's state, and what is written there is the
 * cluster's to follow.
 */
export class ZooKeeperServer implements ZooKeeper {
  constructor(
    private readonly host: ClusterHost,
    private readonly cause: CommandCause,
  ) {}

  answersAt(port: number): boolean {
    return port === clientPort && this.host.read((view) => view.controller.znodes.isUp(view));
  }

  read(path: string): ZnodeContent | undefined {
    return this.host.read((view) => {
      const znode = znodeAt(view, path);
      return znode && { data: znode.data, children: [...znode.children()].sort() };
    });
  }

  stat(path: string): ZnodeStat | undefined {
    return this.host.read((view) => {
      const znode = znodeAt(view, path);
      return znode && znodeStat(view, path, znode);
    });
  }

  create({ session, ...znode }: NewZnode): ZnodeOutcome<{ readonly path: string; readonly session: string | null }> {
    return this.change((turn) =>
      createZnode(turn, {
        ...znode,
        session: session && { id: session.id, expiresMs: turn.nowMs + session.timeoutMs },
      }),
    );
  }

  set(path: string, data: string, version: number | undefined): ZnodeOutcome<undefined> {
    return this.change((turn) => setZnode(turn, path, data, version));
  }

  delete(path: string, version: number | undefined): ZnodeOutcome<undefined> {
    return this.change((turn) => deleteZnode(turn, path, version));
  }

  ephemerals(session: string): readonly string[] {
    return this.host.read((view) =>
      view
        .userZnodes()
        .filter((znode) => znode.session === session)
        .map(({ path }) => path),
    );
  }

  /** Written down only where half of the time is over: a shell pings with every command. */
  ping(session: string, timeoutMs: number): void {
    const endsSoon = (view: ClusterView) =>
      view
        .userZnodes()
        .filter(({ session: of, expiresMs }) => of === session && expiresMs !== null)
        .filter(({ expiresMs }) => expiresMs! - view.nowMs < timeoutMs / 2);
    if (this.host.read(endsSoon).length === 0) return;
    this.change((turn) => {
      for (const { path } of endsSoon(turn))
        turn.emit({ type: 'ZnodeRecord', change: 'renew', path, expiresMs: turn.nowMs + timeoutMs });
    });
  }

  endSession(session: string): void {
    this.change((turn) => endShellSessions(turn, (znode) => znode.session === session));
  }

  topics(): readonly string[] {
    return this.host.read((view) => view.topics().map(({ name }) => name));
  }

  topic(name: string): TopicInZooKeeper | undefined {
    return this.host.read((view) => {
      const topic = view.topic(name);
      return (
        topic && {
          name,
          topicId: topic.topicId,
          markedForDeletion: znodeAt(view, `/admin/delete_topics/${name}`) !== undefined,
          partitions: view.partitionTexts(topic),
          configs: view.configs('topic', name),
        }
      );
    });
  }

  liveBrokers(): readonly { readonly id: number; readonly rack: string | null }[] {
    return this.host.read((view) =>
      view
        .nodes()
        .filter((node) => isBroker(node) && isAlive(node))
        .map(({ id, rack }) => ({ id, rack })),
    );
  }

  writeTopic(name: string, assignments: readonly (readonly number[])[], configs: ReadonlyMap<string, string>): void {
    this.change((turn) => {
      const topic = { name, partitions: undefined, replicationFactor: undefined, assignments };
      createTopic(turn, { ...topic, configs: Object.fromEntries(configs) }, () => undefined);
    });
  }

  writePartitions(name: string, added: readonly (readonly number[])[]): void {
    this.change((turn) => {
      const topic = turn.topic(name);
      if (!topic) return;
      const first = turn.partitionCount(topic);
      const assignments = new Map(added.map((replicas, index) => [first + index, replicas]));
      turn.controller.partitions.start(turn, topic, assignments);
    });
  }

  configs(type: 'topic' | 'broker', name: string): ReadonlyMap<string, string> {
    return this.host.read((view) => view.configs(type, name));
  }

  writeConfigs(type: 'topic' | 'broker', name: string, configs: ReadonlyMap<string, string>): void {
    this.change((turn) => {
      const entity = { type: 'ConfigRecord', resourceType: type, resourceName: name } as const;
      const before = turn.configs(type, name);
      for (const key of before.keys()) if (!configs.has(key)) turn.emit({ ...entity, name: key, value: null });
      for (const [key, value] of configs) if (before.get(key) !== value) turn.emit({ ...entity, name: key, value });
      if (
        turn.profile.uncleanElection === 'on-config-change' &&
        configs.get('unclean.leader.election.enable') === 'true' &&
        turn.controller.isAvailable(turn)
      )
        turn.controller.partitions.electUnclean(turn, type === 'topic' ? name : undefined);
    });
  }

  quotas(): readonly { readonly entity: QuotaEntity; readonly values: Readonly<Record<string, number>> }[] {
    return this.host.read((view) => view.clientQuotas());
  }

  writeQuotas(entity: QuotaEntity, changes: ReadonlyMap<string, number | null>): void {
    // One entity has one text, whatever the order in which its types were given.
    const sorted = Object.fromEntries(Object.entries(entity).sort(([a], [b]) => (a < b ? -1 : 1)));
    this.change((turn) => {
      for (const [key, value] of changes) turn.emit({ type: 'ClientQuotaRecord', entity: sorted, key, value });
    });
  }

  private change<T>(action: (turn: Turn) => T): T {
    return this.host.change(this.cause, action);
  }
}
