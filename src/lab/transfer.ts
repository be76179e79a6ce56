import { resolve } from 'node:path';
import type { Command } from 'commander';
import { bringBack, keepCluster } from '../runtime/keptClusters';
import { importedName, saveSnapshot } from '../runtime/snapshots';
import { requireCluster } from '../store/clusterFile';
import { shellText } from '../text/shell';
import type { LabContext } from './context';
import { example } from './format';
import { placeOf } from './place';

interface ForceOption {
  readonly force?: boolean;
}

/** `kafka-lab export`: the cluster as one file to hand on. */
export function addExportCommand(program: Command, context: LabContext): void {
  program
    .command('export')
    .argument('<file>', 'where it goes')
    .description('write the whole cluster into a file, to hand it on or put it away; others may go on working on it')
    .option('--force', 'replace a cluster in that file')
    .addHelpText('after', example('kafka-lab export broken.klab'))
    .action((file: string, options: ForceOption) => {
      const path = resolve(file);
      requireCluster(context.path);
      keepCluster(context.path, path, context.wallClock, forced(['export'], file, options));
      context.out(
        `Wrote the cluster to ${path}. Somebody else takes it with: ${shellText(['kafka-lab', 'import', file])}`,
      );
    });
}

/** `kafka-lab import`: a cluster that somebody exported. */
export function addImportCommand(program: Command, context: LabContext): void {
  program
    .command('import')
    .argument('<file>', 'what kafka-lab export wrote')
    .description('make the cluster of a file the cluster here, as it was when it was exported')
    .option('--force', 'replace the cluster that is there')
    .addHelpText('after', example('kafka-lab export broken.klab', 'kafka-lab import --force broken.klab'))
    .action((file: string, options: ForceOption) => {
      takeFrom(context, ['import'], file, options);
    });
}

/**
 * Makes the cluster of a file the one where init would make it.
 * @param command the words that name the file behind them
 */
export function takeFrom(context: LabContext, command: readonly string[], file: string, options: ForceOption): void {
  const path = placeOf(context);
  bringBack(resolve(file), path, context.wallClock, 'replays', forced(command, file, options), true);
  saveSnapshot(path, importedName, context.wallClock);
  context.out(`The cluster of ${resolve(file)} is in ${path} now`);
}

/** The command that replaces what is there; undefined where it was said. */
function forced(command: readonly string[], file: string, { force }: ForceOption): string | undefined {
  return force ? undefined : shellText(['kafka-lab', ...command, file, '--force']);
}
