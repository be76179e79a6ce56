import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { activeLab } from '../runtime/clusterPlace';
import { removeCluster, removeEmptyHome, requireRemovable } from '../runtime/removeCluster';
import { removeSnapshots, snapshotsOf } from '../runtime/snapshots';
import { onDisk } from '../store/fileErrors';
import { confirm } from './ask';
import { LabRefusal, type LabContext } from './context';
import { linkFolderName, removeLinks } from './env';
import { example } from './format';

/** `kafka-lab destroy`: removes the cluster's file, and what env and init made beside it. */
export function addDestroyCommand(program: Command, context: LabContext): void {
  program
    .command('destroy')
    .description('remove the cluster with its snapshots for good')
    .option('--yes', 'do not ask')
    .addHelpText('after', example('kafka-lab destroy --yes'))
    .action(async (options: { yes?: boolean }) => {
      const { path, home } = context;
      if (activeLab(home) !== undefined)
        throw new LabRefusal(
          'A lab is active, and would go on without its cluster. Leave it first: kafka-lab lab quit',
        );
      requireRemovable(path);
      const kept = snapshotsOf(path).length;
      const all = kept === 0 ? path : `${path} with its ${kept} snapshot${kept === 1 ? '' : 's'}`;
      if (!options.yes) {
        if (!context.canAsk) throw new LabRefusal(`This removes ${all} for good. To do so: kafka-lab destroy --yes`);
        if (!(await confirm(`Remove ${all} for good?`))) throw new LabRefusal('Nothing was removed.');
      }
      removeCluster(path);
      removeSnapshots(path);
      onDisk(path, 'written', () => removeLinks(join(dirname(path), linkFolderName), context));
      removeEmptyHome(path);
      context.out(`Removed ${all}`);
    });
}
