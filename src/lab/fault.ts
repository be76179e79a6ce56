import type { Command } from 'commander';
import { isBroker } from '../model/liveness';
import type { ClusterNode, PartitionName } from '../model/cluster';
import { pauseNode, resumeNode } from '../cluster/nodes';
import type { Turn } from '../model/turn';
import { causeOf, LabRefusal, type LabContext } from './context';
import { example } from './format';
import { changeNodes, nodeIds } from './nodeChanges';
import { existingPartition, partitionName } from './partitionName';

/** `kafka-lab fault`: what happens to processes besides starting and ending. */
export function addFaultCommand(program: Command, context: LabContext): void {
  const fault = program
    .command('fault')
    .description('freeze a process, slow a follower, lose an answer or a disk')
    .addHelpText(
      'after',
      example(
        'kafka-lab fault pause 2',
        'kafka-lab fault resume 2',
        'kafka-lab fault slow-follower 3',
        'kafka-lab fault clear',
      ),
    );
  fault
    .command('pause')
    .argument('<id...>', 'ids of brokers or controllers', nodeIds)
    .description('freeze the process (SIGSTOP): it is there and says nothing')
    .addHelpText('after', example('kafka-lab fault pause 2'))
    .action((ids: readonly number[]) => {
      changeNodes(context.open(), causeOf(context), 'node', ids, pauseNode);
    });
  fault
    .command('resume')
    .argument('<id...>', 'ids of brokers or controllers', nodeIds)
    .description('let a frozen process run on (SIGCONT)')
    .addHelpText('after', example('kafka-lab fault resume 2'))
    .action((ids: readonly number[]) => {
      changeNodes(context.open(), causeOf(context), 'node', ids, resumeNode);
    });
  fault
    .command('slow-follower')
    .argument('<id...>', 'ids of brokers', nodeIds)
    .description(
      "the broker's followers fetch no records: they leave the ISR after replica.lag.time.max.ms, and return when " +
        'the fault is cleared',
    )
    .addHelpText('after', example('kafka-lab fault slow-follower 3', 'kafka-lab fault clear'))
    .action((ids: readonly number[]) => {
      context.open().change(causeOf(context), (turn) => {
        for (const id of ids) {
          brokerOf(turn, id);
          turn.emit({ type: 'FaultRecord', kind: 'slow-follower', target: String(id), sinceMs: turn.nowMs });
        }
      });
    });
  fault
    .command('lose-ack')
    .argument('<topic-partition>', 'such as orders-0', partitionName)
    .description('the next write to the partition happens, but its answer is lost')
    .addHelpText('after', example('kafka-lab fault lose-ack orders-0'))
    .action(({ topic, partition }: PartitionName) => {
      context.open().change(causeOf(context), (turn) => {
        existingPartition(turn, { topic, partition });
        turn.emit({ type: 'FaultRecord', kind: 'lose-ack', target: `${topic}-${partition}`, sinceMs: turn.nowMs });
      });
    });
  fault
    .command('lose-disk')
    .argument('<id...>', 'ids of stopped brokers', nodeIds)
    .description("empty a stopped broker's disk: the same id returns and copies everything")
    .addHelpText('after', example('kafka-lab broker kill 2', 'kafka-lab fault lose-disk 2', 'kafka-lab broker start 2'))
    .action((ids: readonly number[]) => {
      context.open().change(causeOf(context), (turn) => {
        for (const id of ids) {
          const { process } = brokerOf(turn, id);
          if (process === 'running' || process === 'paused')
            throw new LabRefusal(
              `broker ${id} is up: its disk can be lost once it is down (kafka-lab broker kill ${id})`,
            );
          turn.emit({ type: 'LogDirsLostRecord', brokerId: id });
        }
      });
    });
  fault
    .command('clear')
    .argument('[id...]', 'ids of brokers; without one every fault ends', nodeIds)
    .description('end slow followers and answers still to be lost')
    .addHelpText('after', example('kafka-lab fault clear'))
    .action((ids: readonly number[] | undefined) => {
      context.open().change(causeOf(context), (turn) => {
        for (const { kind, target } of turn.faults()) {
          if (kind === 'stepwise' || (ids && ids.length > 0 && !ids.includes(Number(target)))) continue;
          turn.emit({ type: 'FaultRecord', kind, target, sinceMs: null });
        }
      });
    });
}

function brokerOf(turn: Turn, id: number): ClusterNode {
  const node = turn.node(id);
  if (!node || !isBroker(node)) throw new LabRefusal(`There is no broker ${id}. See: kafka-lab broker list`);
  return node;
}
