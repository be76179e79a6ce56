import { InvalidArgumentError, type Command } from 'commander';
import { isAlive, isBroker, isController, isHeartbeating } from '../model/liveness';
import type { ClusterNode } from '../model/cluster';
import { hasQuorum } from '../cluster/kraft/quorum';
import { killNode, startDuplicate, startNode, stopNode, type Refusal } from '../cluster/nodes';
import type { Turn } from '../model/turn';
import type { ClusterSession } from '../runtime/clusterSession';
import { envelope } from '../text/envelope';
import { loadPaint } from '../text/paint';
import { drawTable } from '../text/table';
import { clusterStatus } from './clusterStatus';
import { LabRefusal, type LabContext } from './context';
import { example, formatOption, type FormatOption } from './format';
import { addMembershipCommands } from './membership';
import { brokerTable } from './status';

/** How long (ms of cluster time) `start` waits for a broker to join and catch up before it gives the prompt back. */
const joinLimitMs = 60_000;
/** What a controlled shutdown takes, ms of cluster time. */
export const shutdownMs = 500;

type Role = 'broker' | 'controller';

interface WaitOption {
  wait: boolean;
}

interface StartOption extends WaitOption {
  asDuplicate?: boolean;
}

/** `kafka-lab broker`: the brokers' processes. */
export function addBrokerCommand(program: Command, context: LabContext): void {
  const broker = program.command('broker').description('stop, kill, start, list, add and remove brokers');
  addNodeCommands(broker, 'broker', context);
  addMembershipCommands(broker, context);
}

/** `kafka-lab controller`: the KRaft controllers' processes. */
export function addControllerCommand(program: Command, context: LabContext): void {
  addNodeCommands(
    program.command('controller').description('stop, kill, start and list KRaft controllers'),
    'controller',
    context,
  );
}

function addNodeCommands(command: Command, role: Role, context: LabContext): void {
  const someId = role === 'broker' ? '1' : '101';
  const change = (
    session: ClusterSession,
    verb: string,
    ids: readonly number[],
    action: (turn: Turn, node: ClusterNode) => Refusal | undefined,
  ) => {
    changeNodes(session, `kafka-lab ${role} ${verb} ${ids.join(' ')}`, role, ids, action);
  };
  command.addHelpText('after', example(`kafka-lab ${role} list`, `kafka-lab ${role} stop ${someId}`));
  command
    .command('stop')
    .argument('<id...>', `ids of ${role}s`, nodeIds)
    .description(
      role === 'broker'
        ? 'shut down cleanly (SIGTERM): leaders move first, then it leaves'
        : 'shut down cleanly (SIGTERM)',
    )
    .option('--no-wait', 'return at once')
    .addHelpText('after', example(`kafka-lab ${role} stop ${someId}`))
    .action((ids: readonly number[], options: WaitOption) => {
      const session = context.open();
      change(session, 'stop', ids, stopNode);
      if (options.wait) session.advance(shutdownMs);
    });
  command
    .command('kill')
    .argument('<id...>', `ids of ${role}s`, nodeIds)
    .description('end the process (SIGKILL): the cluster finds out later')
    .addHelpText('after', example(`kafka-lab ${role} kill ${someId}`))
    .action((ids: readonly number[]) => {
      change(context.open(), 'kill', ids, killNode);
    });
  const start = command
    .command('start')
    .argument('<id...>', `ids of ${role}s`, nodeIds)
    .description(
      role === 'broker' ? 'start the process; returns when it has joined and caught up' : 'start the process',
    )
    .option('--no-wait', 'return at once')
    .addHelpText('after', example(`kafka-lab ${role} start ${someId}`))
    .action((ids: readonly number[], options: StartOption) => {
      const session = context.open();
      change(session, 'start', ids, options.asDuplicate ? startDuplicate : startNode);
      if (options.wait) waitForJoin(session, ids);
      if (session.read((view) => !view.controller.quorum.hasMajority(view)))
        context.err(
          `no majority of controllers runs: ${role === 'broker' ? 'it cannot register' : 'there is no active controller'} until there is one`,
        );
    });
  if (role === 'broker')
    start.option('--as-duplicate', 'start a second process with the id of a living broker, to see it refused');
  command
    .command('list')
    .description(`list ${role}s`)
    .addOption(formatOption())
    .addHelpText('after', example(`kafka-lab ${role} list`))
    .action(async (options: FormatOption) => {
      const status = context.open().read((view) => clusterStatus(view, () => false));
      if (options.format === 'json')
        return context.out(
          envelope(
            `${role}s`,
            role === 'broker'
              ? status.brokers
              : status.controllers.map((node) => ({ ...node, active: node.id === status.controller.id })),
          ),
        );
      const paint = await loadPaint(context.hasColour);
      if (role === 'broker') context.out(await brokerTable(status.brokers, paint));
      else if (status.controllers.length === 0)
        context.out(`None: with ZooKeeper a broker is the controller, now ${status.controller.id ?? 'none'}.`);
      else
        context.out(
          await drawTable(
            paint,
            ['Controller', 'Address', 'Process', 'Active'],
            status.controllers.map(({ id, address, process }) => [
              String(id),
              address,
              process,
              id === status.controller.id ? `yes, epoch ${status.controller.epoch}` : '-',
            ]),
          ),
        );
      return undefined;
    });
}

/**
 * Does something to nodes, to all of them in one transaction or to none.
 * @throws LabRefusal when there is no such node, or one refuses
 */
export function changeNodes(
  session: ClusterSession,
  command: string,
  role: Role | 'node',
  ids: readonly number[],
  action: (turn: Turn, node: ClusterNode) => Refusal | undefined,
): void {
  const hasRole = (node: ClusterNode) => role === 'node' || (role === 'broker' ? isBroker(node) : isController(node));
  session.change({ kind: 'command', text: command }, (turn) => {
    for (const id of ids) {
      const node = turn.node(id);
      if (!node || !hasRole(node))
        throw new LabRefusal(`There is no ${role} ${id}: ${knownNodes(turn.nodes().filter(hasRole))}`);
      const refusal = action(turn, node);
      if (refusal) throw new LabRefusal(refusal.message);
    }
  });
}

/** Reads one more id of a list of them. */
export function nodeIds(text: string, before: readonly number[] | undefined): readonly number[] {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError(`It takes ids such as 1.`);
  return [...(before ?? []), Number(text)];
}

/** Lets time pass until these brokers have joined and caught up. */
export function waitForJoin(session: ClusterSession, ids: readonly number[]): void {
  session.advanceUntil((view) => {
    const started = ids.map((id) => view.node(id)!);
    const joined = (node: ClusterNode) => isAlive(node) && isHeartbeating(node) && node.catchUpSinceMs === null;
    // Without a majority of controllers nobody can be registered: that is not waited for.
    const isStuck = !view.controller.quorum.hasMajority(view);
    return isStuck || started.every((node) => (isBroker(node) ? joined(node) : hasQuorum(view)));
  }, joinLimitMs);
}

function knownNodes(nodes: readonly ClusterNode[]): string {
  return nodes.length === 0
    ? 'this cluster has none (ZooKeeper elects a broker)'
    : `there are ${nodes.map(({ id }) => id).join(', ')}`;
}
