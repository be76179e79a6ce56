import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { removeCluster } from '../runtime/createCluster';
import { confirm } from './ask';
import { LabRefusal, type LabContext } from './context';
import { example } from './format';

/** `kafka-lab destroy`: removes the cluster's file. */
export function addDestroyCommand(program: Command, context: LabContext): void {
  program
    .command('destroy')
    .description('remove the cluster for good')
    .option('--yes', 'do not ask')
    .addHelpText('after', example('kafka-lab destroy --yes'))
    .action(async (options: { yes?: boolean }) => {
      const { path } = context;
      if (!existsSync(path)) throw new LabRefusal(`There is no cluster here: ${path} does not exist`);
      if (!options.yes) {
        if (!context.canAsk) throw new LabRefusal(`This removes ${path} for good. To do so: kafka-lab destroy --yes`);
        if (!(await confirm(`Remove ${path} for good?`))) throw new LabRefusal('Nothing was removed.');
      }
      removeCluster(path);
      context.out(`Removed ${path}`);
    });
}
