import type { Command } from 'commander';
import type { ClusterNode } from '../model/cluster';
import { killNode, startDuplicate, startNode, stopNode, type Refusal } from '../cluster/nodes';
import type { Turn } from '../model/turn';
import type { ClusterSession } from '../runtime/clusterSession';
import { printEnvelope } from '../text/envelope';
import { loadPaint } from '../text/paint';
import { loadTables } from '../text/table';
import { clusterStatus } from './clusterStatus';
import { causeOf, type LabContext } from './context';
import { example, formatOption, type FormatOption } from './format';
import { addMembershipCommands } from './membership';
import { changeNodes, nodeIds, shutdownMs, waitForJoin, type Role } from './nodeChanges';
import { brokerTable } from './status';

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
    ids: readonly number[],
    action: (turn: Turn, node: ClusterNode) => Refusal | undefined,
  ) => {
    changeNodes(session, causeOf(context), role, ids, action);
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
      change(session, ids, stopNode);
      if (options.wait) session.advance(shutdownMs);
    });
  command
    .command('kill')
    .argument('<id...>', `ids of ${role}s`, nodeIds)
    .description('end the process (SIGKILL): the cluster finds out later')
    .addHelpText('after', example(`kafka-lab ${role} kill ${someId}`))
    .action((ids: readonly number[]) => {
      change(context.open(), ids, killNode);
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
      change(session, ids, options.asDuplicate ? startDuplicate : startNode);
      if (options.wait) waitForJoin(session, ids);
      if (session.read((view) => !view.controller.quorum.hasMajority(view)))
        context.err(
          `no majority of controllers runs: ` +
            `${role === 'broker' ? 'it cannot register' : 'there is no active controller'} until there is one`,
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
      const status = context.open().read((view) => clusterStatus(view));
      const controllers = status.controllers.map((node) => ({ ...node, active: node.id === status.controller.id }));
      if (options.format === 'json')
        return printEnvelope(context.print, `${role}s`, role === 'broker' ? status.brokers : controllers);
      const paint = await loadPaint(context.colour);
      const draw = await loadTables();
      const rows = controllers.map(({ id, address, process, active }) => [
        String(id),
        address,
        process,
        active ? `yes, epoch ${status.controller.epoch}` : '-',
      ]);
      if (role === 'controller' && rows.length === 0)
        context.out(`None: with ZooKeeper a broker is the controller, now ${status.controller.id ?? 'none'}.`);
      else
        for (const line of role === 'broker'
          ? brokerTable(draw, status.brokers, paint)
          : draw(paint, ['Controller', 'Address', 'Process', 'Active'], () => rows))
          context.out(line);
      return undefined;
    });
}
