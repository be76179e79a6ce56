import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { removeCluster, removeEmptyHome, requireRemovable } from '../runtime/removeCluster';
import { onDisk } from '../store/fileErrors';
import { confirm } from './ask';
import { LabRefusal, type LabContext } from './context';
import { linkFolderName, removeLinks } from './env';
import { example } from './format';

/** `kafka-lab destroy`: removes the cluster's file, and what env and init made beside it. */
export function addDestroyCommand(program: Command, context: LabContext): void {
  program
    .command('destroy')
    .description('remove the cluster for good')
    .option('--yes', 'do not ask')
    .addHelpText('after', example('kafka-lab destroy --yes'))
    .action(async (options: { yes?: boolean }) => {
      const { path } = context;
      requireRemovable(path);
      if (!options.yes) {
        if (!context.canAsk) throw new LabRefusal(`This removes ${path} for good. To do so: kafka-lab destroy --yes`);
        if (!(await confirm(`Remove ${path} for good?`))) throw new LabRefusal('Nothing was removed.');
      }
      removeCluster(path);
      onDisk(path, 'written', () => removeLinks(join(dirname(path), linkFolderName), context));
      removeEmptyHome(path);
      context.out(`Removed ${path}`);
    });
}
