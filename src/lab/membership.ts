import { InvalidArgumentError, type Command } from 'commander';
import { nextBrokerId, removeBroker } from '../cluster/membership';
import { startNode } from '../cluster/nodes';
import { newBrokerRecord } from '../cluster/newNodes';
import { causeOf, LabRefusal, type LabContext } from './context';
import { example } from './format';
import { changeNodes, nodeIds, waitForJoin } from './nodeChanges';

/** `kafka-lab broker add` and `broker remove`: the cluster's size. */
export function addMembershipCommands(broker: Command, context: LabContext): void {
  broker
    .command('add')
    .description('add a new, empty broker with the next id; returns when it has joined')
    .option('--rack <rack>', 'its broker.rack', rackName)
    .option('--no-wait', 'return at once')
    .addHelpText('after', example('kafka-lab broker add --rack b'))
    .action(({ rack, wait }: { readonly rack?: string; readonly wait: boolean }) => {
      const session = context.open();
      const brokerConfigs = JSON.parse(session.view.meta('brokerConfigs') ?? '{}') as Record<string, string>;
      const id = session.change(causeOf(context), (turn) => {
        const next = nextBrokerId(turn);
        turn.emit(newBrokerRecord(turn, brokerConfigs, next, rack === undefined ? {} : { 'broker.rack': rack }));
        const refusal = startNode(turn, turn.node(next)!);
        if (refusal) throw new LabRefusal(refusal.message);
        return next;
      });
      if (wait) waitForJoin(session, [id]);
      const { host, port } = session.read((view) => view.node(id)!);
      context.out(
        `Added broker ${id} on ${host}:${port}. It has no replicas yet: new topics may get some, and ` +
          `kafka-reassign-partitions moves others to it`,
      );
    });
  broker
    .command('remove')
    .argument('<id...>', 'ids of brokers', nodeIds)
    .description('shut brokers without replicas down and take them out of the cluster for good')
    .addHelpText('after', example('kafka-lab broker remove 3'))
    .action((ids: readonly number[]) => {
      changeNodes(context.open(), causeOf(context), 'broker', ids, removeBroker);
    });
}

function rackName(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It takes a name.');
  return text.trim();
}
