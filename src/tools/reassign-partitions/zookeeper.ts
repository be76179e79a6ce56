import { ordersJson, parseOrders, reassignmentZnode } from '../../cluster/zookeeper/reassignmentZnode';
import type { ConfigResource } from '../../protocol/messages/configs';
import { ZooKeeperClient } from '../../clients/zooKeeper';
import { connectToZooKeeper } from '../../clients/zooKeeperAdmin';
import type { ZooKeeper } from '../../zookeeper/zooKeeper';
import type { ToolContext } from '../tool';
import { assignmentJson } from './current';
import { isUnderWay, mustVerify, rollbackText, startedText } from './execute';
import { commandFailed, terse } from './failure';
import { brokersWithRacks, printProposal } from './generate';
import type { ReassignPartitionsOptions } from './options';
import { partitionSetOrder, partitionText } from './partitions';
import { readExecutablePlan, readMoveRequest, readPlan, readText, type Plan, type Target } from './plan';
import { Session } from './session';
import { clearAllThrottles, partitionMoves, throttleReassignment } from './throttles';
import { statusLines } from './verify';
import { Thrown } from '../thrown';

const sessionTimeoutMs = 30_000;

/** By ZooKeeper: what stands there, and what is written there. */
class ZooKeeperSession extends Session {
  constructor(
    context: ToolContext,
    private readonly zooKeeper: ZooKeeper,
  ) {
    super(context);
  }

  override brokers(): readonly { readonly id: number; readonly rack: string | null }[] {
    return this.zooKeeper.liveBrokers();
  }

  override replicasOf(topics: readonly string[]): ReadonlyMap<string, readonly (readonly number[])[] | undefined> {
    return new Map(
      [...new Set(topics)].map((name) => [
        name,
        this.zooKeeper.topic(name)?.partitions.map(({ replicas }) => replicas.split(',').map(Number)),
      ]),
    );
  }

  override alterConfigs(
    { resourceType: type, resourceName: name }: ConfigResource,
    changes: ReadonlyMap<string, string | null>,
  ): void {
    if (type !== 'topic' && type !== 'broker') return;
    const configs = new Map(this.zooKeeper.configs(type, name));
    for (const [key, value] of changes) {
      if (value === null) configs.delete(key);
      else configs.set(key, value);
    }
    this.zooKeeper.writeConfigs(type, name, configs);
  }
}

/**
 * 2.8 with `--zookeeper` and without brokers: it reads ZooKeeper, and leaves its order in a znode that the controller
 * watches.
 */
export function runOnZooKeeper(context: ToolContext, connectString: string, options: ReassignPartitionsOptions): void {
  const connection = connectToZooKeeper(context, connectString);
  if ('thrown' in connection) throw new Thrown(connection.thrown);
  const session = new ZooKeeperSession(context, context.zooKeeper);
  const zooKeeper = new ZooKeeperClient(context.zooKeeper, connection.chroot, sessionTimeoutMs);
  switch (options.action) {
    case 'verify':
      return verify(session, zooKeeper, readText(context, options.reassignmentJsonFile!), options.preserveThrottles);
    case 'generate':
      return generate(
        session,
        readText(context, options.topicsToMoveJsonFile!),
        options.brokerList!,
        options.rackAware,
      );
    case 'execute':
      return execute(session, zooKeeper, readText(context, options.reassignmentJsonFile!), options.throttle);
    case 'cancel':
    case 'list':
      throw new Thrown({ exception: 'java.lang.RuntimeException', message: 'Unsupported action.' });
  }
}

function verify(session: Session, zooKeeper: ZooKeeperClient, text: string, preservesThrottles: boolean): void {
  const { targets, moves } = readPlan(session.context, text);
  refuseMoves(session, moves);
  session.out(
    'Warning: because you are using the deprecated --zookeeper option, the results may be incomplete.  Use ' +
      '--bootstrap-server instead for more accurate results.',
  );
  const ongoing = parseOrders(zooKeeper.read(reassignmentZnode)?.data ?? '');
  const isOrdered = new Set(ongoing.map(partitionText));
  const byName = new Map(targets.map((target) => [partitionText(target), target]));
  const now = new Map(
    existing(session, targets).map(({ replicas, ...partition }) => [partitionText(partition), replicas]),
  );
  const settled = [...byName.keys()].filter((name) => !isOrdered.has(name));
  session.out(
    statusLines([...byName.values()], new Map(settled.map((name) => [name, now.get(name) ?? []])), session.words.done),
  );
  if (ongoing.length === 0 && !preservesThrottles) clearAllThrottles(session, targets);
}

function generate(session: Session, text: string, brokerList: string, isRackAware: boolean): void {
  const { topics, brokers } = readMoveRequest(session.context, text, brokerList);
  const current = existing(
    session,
    topics.map((topic) => ({ topic })),
  );
  printProposal(session, current, new Map(), brokersWithRacks(session, brokers, isRackAware));
}

function execute(session: Session, zooKeeper: ZooKeeperClient, text: string, throttle: number): void {
  const { words } = session;
  const { targets, moves } = readExecutablePlan(session.context, text);
  refuseMoves(session, moves);
  const found = existing(session, targets);
  const names = new Set(found.map(partitionText));
  const missing = partitionSetOrder(words, targets).filter((target) => !names.has(partitionText(target)));
  if (missing.length > 0)
    throw commandFailed(
      session.context.profile,
      `The proposed assignment contains non-existent partitions: List(${missing.map(partitionText).join(', ')})`,
    );
  const alive = new Set(session.brokers().map(({ id }) => id));
  const dead = [...new Set(partitionSetOrder(words, targets).flatMap(({ replicas }) => replicas))].filter(
    (id) => !alive.has(id),
  );
  if (dead.length > 0)
    throw commandFailed(
      session.context.profile,
      `The proposed assignment contains non-existent brokerIDs: ${dead.join()}`,
    );
  if (zooKeeper.read(reassignmentZnode)) throw terse(isUnderWay);
  const wanted = new Set(targets.map(partitionText));
  session.out(
    rollbackText(
      assignmentJson(
        found.filter((each) => wanted.has(partitionText(each))),
        new Map(),
      ),
    ),
  );
  if (throttle >= 0) {
    session.out(mustVerify);
    throttleReassignment(session, partitionMoves([], targets, found), throttle);
  }
  zooKeeper.create({
    path: reassignmentZnode,
    data: ordersJson(partitionSetOrder(words, targets)),
    isSequential: false,
    isEphemeral: false,
  });
  session.out(startedText(targets));
}

/** All partitions of these topics; a topic that is not there has none (getReplicaAssignmentForTopics). */
function existing(session: Session, of: readonly { readonly topic: string }[]): readonly Target[] {
  const found = session.replicasOf(of.map(({ topic }) => topic));
  return [...found].flatMap(([topic, partitions]) =>
    (partitions ?? []).map((replicas, partition) => ({ topic, partition, replicas })),
  );
}

function refuseMoves(session: Session, moves: Plan['moves']): void {
  if (moves.length > 0)
    throw commandFailed(
      session.context.profile,
      'bootstrap-server needs to be provided when replica reassignments are present.',
    );
}
