import { InvalidArgumentError, type Command } from 'commander';
import { isAlive, isBroker, isController, isHeartbeating } from '../cluster/liveness';
import type { ClusterNode } from '../cluster/model';
import { killNode, startNode, stopNode, type Refusal } from '../cluster/nodes';
import type { Turn } from '../cluster/turn';
import type { ClusterSession } from '../runtime/clusterSession';
import { LabRefusal, type LabContext } from './lab';

/** How long (ms of cluster time) `start` waits for a broker to join and catch up before it gives the prompt back. */
const joinLimitMs = 60_000;
/** What a controlled shutdown takes, ms of cluster time. */
const shutdownMs = 500;

type Role = 'broker' | 'controller' | 'node';

interface WaitOption {
  wait: boolean;
}

export function addBrokerCommand(program: Command, context: LabContext): void {
  addNodeCommands(program.command('broker').description('stop, kill and start brokers'), 'broker', context);
}

export function addControllerCommand(program: Command, context: LabContext): void {
  addNodeCommands(program.command('controller').description('stop, kill and start KRaft controllers'), 'controller', context);
}

function addNodeCommands(command: Command, role: Role, context: LabContext): void {
  command
    .command('stop <id...>')
    .description('shut down cleanly (SIGTERM): leaders move first, then it leaves')
    .option('--no-wait', 'return at once')
    .action((ids: string[], options: WaitOption) => {
      const session = context.open();
      changeNodes(session, role, ids, `${role} stop`, stopNode);
      if (options.wait) session.advance(shutdownMs);
    });
  command
    .command('kill <id...>')
    .description('end the process (SIGKILL): the cluster finds out when its session expires')
    .action((ids: string[]) => {
      changeNodes(context.open(), role, ids, `${role} kill`, killNode);
    });
  command
    .command('start <id...>')
    .description('start the process; returns when it has joined and caught up')
    .option('--no-wait', 'return at once')
    .action((ids: string[], options: WaitOption) => {
      const session = context.open();
      const numbers = changeNodes(session, role, ids, `${role} start`, startNode);
      if (options.wait) waitForJoin(session, numbers);
    });
  command
    .command('list')
    .description(`list ${role}s`)
    .action(() => {
      const nodes = context.open().read((view) => view.nodes().filter(hasRole(role)));
      for (const node of nodes) context.out(`${node.id}\t${node.host}:${node.port}\t${node.process}`);
    });
}

/** All the nodes of one command change in one transaction, or none. `verb` is the command as the log shows it, without ids. */
export function changeNodes(session: ClusterSession, role: Role, ids: readonly string[], verb: string, action: (turn: Turn, node: ClusterNode) => Refusal | undefined): readonly number[] {
  const numbers = ids.map(nodeId);
  session.change({ kind: 'command', text: `kafka-lab ${verb} ${ids.join(' ')}` }, (turn) => {
    for (const id of numbers) {
      const node = turn.node(id);
      if (!node || !hasRole(role)(node)) throw new LabRefusal(`There is no ${role} ${id}: ${knownNodes(turn.nodes().filter(hasRole(role)))}`);
      const refusal = action(turn, node);
      if (refusal) throw new LabRefusal(refusal.message);
    }
  });
  return numbers;
}

function waitForJoin(session: ClusterSession, ids: readonly number[]): void {
  session.advanceUntil((view) => {
    const started = ids.map((id) => view.node(id)!);
    return started.every((node) => !isBroker(node) || (isAlive(node) && isHeartbeating(node) && node.catchUpSinceMs === null));
  }, joinLimitMs);
}

function hasRole(role: Role): (node: ClusterNode) => boolean {
  if (role === 'node') return () => true;
  return role === 'broker' ? isBroker : isController;
}

function knownNodes(nodes: readonly ClusterNode[]): string {
  return nodes.length === 0 ? 'this cluster has none (ZooKeeper elects a broker)' : `there are ${nodes.map(({ id }) => id).join(', ')}`;
}

function nodeId(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError(`'${text}' is not a node's id.`);
  return Number(text);
}
