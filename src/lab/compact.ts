import { statSync } from 'node:fs';
import type { Command } from 'commander';
import type { LabContext } from './context';
import { example } from './format';

/** `kafka-lab compact`: writes the cluster's file anew, without the room of what is no longer in it. */
export function addCompactCommand(program: Command, context: LabContext): void {
  program
    .command('compact')
    .description('make the file of the cluster as small as what is in it; what was done before can not be undone then')
    .addHelpText('after', example('kafka-lab compact'))
    .action(() => {
      const { path } = context;
      const session = context.open();
      const before = megabytes(path);
      session.compact();
      context.out(`Compacted ${path}: ${before} MB -> ${megabytes(path)} MB`);
    });
}

function megabytes(path: string): string {
  return (statSync(path).size / 1e6).toFixed(1);
}
