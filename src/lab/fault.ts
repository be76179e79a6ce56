import type { Command } from 'commander';
import { pauseNode, resumeNode } from '../cluster/nodes';
import type { LabContext } from './lab';
import { changeNodes } from './nodes';

/** Faults that no tool of Kafka makes. */
export function addFaultCommand(program: Command, context: LabContext): void {
  const fault = program.command('fault').description('what goes wrong in a data centre');
  fault
    .command('pause <id...>')
    .description("freeze a broker's or controller's process (SIGSTOP): it lives and says nothing")
    .action((ids: string[]) => {
      changeNodes(context.open(), 'node', ids, 'fault pause', pauseNode);
    });
  fault
    .command('resume <id...>')
    .description('thaw it (SIGCONT): it goes on where it stood, and learns what it missed')
    .action((ids: string[]) => {
      changeNodes(context.open(), 'node', ids, 'fault resume', resumeNode);
    });
}
