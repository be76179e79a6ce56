import { describeCluster } from '../../clients/admin/cluster';
import { incrementalAlterConfigs } from '../../clients/admin/configs';
import type { ConfigResource } from '../../protocol/messages/configs';
import { listReassignments, type OngoingReassignment } from '../../clients/admin/reassignments';
import { describeNodes, describeTopics, type TopicDescription } from '../../clients/admin/topics';
import type { AdminClient } from '../../clients/adminClient';
import { exceptionOf } from '../../clients/exceptions';
import type { ToolContext } from '../tool';
import { executionFailed } from './failure';
import { versions, type ReassignVersion } from './versions';

/** One run of the tool, and what it asks the cluster by either of its ways. */
export abstract class Session {
  readonly words: ReassignVersion;

  constructor(readonly context: ToolContext) {
    this.words = versions[context.profile.toolVersion];
  }

  /** Prints a line. */
  out(line: string): void {
    this.context.out(line);
  }

  /** Ids and racks of the living brokers, or of the controllers where those are asked. @throws CallFailed */
  abstract brokers(): readonly { readonly id: number; readonly rack: string | null }[];

  /**
   * Replicas of these topics, by topic and partition number; undefined for a topic that is not there.
   * @throws CallFailed, Failure
   */
  abstract replicasOf(topics: readonly string[]): ReadonlyMap<string, readonly (readonly number[])[] | undefined>;

  /**
   * New values of a resource's configurations; null removes one. Of a broker's the broker is asked.
   * @throws CallFailed, Failure
   */
  abstract alterConfigs(resource: ConfigResource, changes: ReadonlyMap<string, string | null>): void;
}

/** By an admin client, which may be one of controllers (KIP-919). */
export class AdminSession extends Session {
  constructor(
    context: ToolContext,
    readonly admin: AdminClient,
  ) {
    super(context);
  }

  override brokers(): readonly { readonly id: number; readonly rack: string | null }[] {
    if (this.admin.asksControllers)
      return describeCluster(this.admin).brokers.map(({ brokerId }) => ({
        id: brokerId,
        rack: null,
      }));
    return describeNodes(this.admin).map(({ nodeId, rack = null }) => ({ id: nodeId, rack }));
  }

  /** What is under way. @throws CallFailed */
  reassignments(): readonly OngoingReassignment[] {
    return listReassignments(this.admin);
  }

  override replicasOf(topics: readonly string[]): ReadonlyMap<string, readonly (readonly number[])[] | undefined> {
    const distinct = [...new Set(topics)];
    if (distinct.length === 0) return new Map();
    return describeTopics(
      this.admin,
      distinct,
      (described) => new Map(Array.from(described, (topic) => [topic.name, replicasOrMissing(topic)])),
    );
  }

  override alterConfigs(resource: ConfigResource, changes: ReadonlyMap<string, string | null>): void {
    incrementalAlterConfigs(this.admin, resource, changes);
  }
}

function replicasOrMissing(topic: TopicDescription): readonly (readonly number[])[] | undefined {
  if (topic.errorCode === 'UNKNOWN_TOPIC_OR_PARTITION') return undefined;
  if (topic.errorCode !== 'NONE') throw executionFailed(exceptionOf(topic));
  return topic.partitions.map(({ replicas }) => replicas.split(',').map(Number));
}
