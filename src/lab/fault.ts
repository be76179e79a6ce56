import type { Command } from 'commander';
import { pauseNode, resumeNode } from '../cluster/nodes';
import type { LabContext } from './context';
import { example } from './format';
import { changeNodes, nodeIds } from './nodes';

/** `kafka-lab fault`: what happens to processes besides starting and ending. */
export function addFaultCommand(program: Command, context: LabContext): void {
  const fault = program
    .command('fault')
    .description('freeze a process and let it run on')
    .addHelpText('after', example('kafka-lab fault pause 2', 'kafka-lab fault resume 2'));
  fault
    .command('pause')
    .argument('<id...>', "ids of brokers or controllers", nodeIds)
    .description('freeze the process (SIGSTOP): it is there and says nothing')
    .addHelpText('after', example('kafka-lab fault pause 2'))
    .action((ids: readonly number[]) => {
      changeNodes(context.open(), `kafka-lab fault pause ${ids.join(' ')}`, 'node', ids, pauseNode);
    });
  fault
    .command('resume')
    .argument('<id...>', "ids of brokers or controllers", nodeIds)
    .description('let a frozen process run on (SIGCONT)')
    .addHelpText('after', example('kafka-lab fault resume 2'))
    .action((ids: readonly number[]) => {
      changeNodes(context.open(), `kafka-lab fault resume ${ids.join(' ')}`, 'node', ids, resumeNode);
    });
}
