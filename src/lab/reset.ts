import type { Command } from 'commander';
import { resetCluster } from '../runtime/resetCluster';
import { confirm } from './ask';
import { LabRefusal, type LabContext } from './context';
import { example } from './format';

/** `kafka-lab reset`: the cluster as it was made, or imported. */
export function addResetCommand(program: Command, context: LabContext): void {
  program
    .command('reset')
    .description('put the cluster back to how it was made, or imported; what happened since is gone for good')
    .option('--yes', 'do not ask')
    .addHelpText('after', example('kafka-lab reset --yes'))
    .action(async ({ yes }: { readonly yes?: boolean }) => {
      const { path } = context;
      if (!yes) {
        if (!context.canAsk)
          throw new LabRefusal(`This takes out of ${path} all that happened since. To do so: kafka-lab reset --yes`);
        if (!(await confirm(`Put ${path} back to how it was made?`))) throw new LabRefusal('Nothing was changed.');
      }
      resetCluster(path, context.wallClock);
      context.out('The cluster is as it was made');
    });
}
