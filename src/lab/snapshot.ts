import { InvalidArgumentError, type Command } from 'commander';
import {
  deleteSnapshot,
  importedName,
  isSnapshotName,
  restoreSnapshot,
  saveSnapshot,
  snapshotsOf,
  type Snapshot,
} from '../runtime/snapshots';
import { DamagedFileError } from '../store/fileErrors';
import { momentIn, type Moment } from '../store/moment';
import { printEnvelope } from '../text/envelope';
import { loadPaint } from '../text/paint';
import { shellText } from '../text/shell';
import { loadTables } from '../text/table';
import { LabRefusal, type LabContext } from './context';
import { timeText } from './events';
import { example, formatOption, type FormatOption } from './format';

/** `kafka-lab snapshot`: moments of the cluster, kept beside it and brought back. */
export function addSnapshotCommand(program: Command, context: LabContext): void {
  const snapshot = program
    .command('snapshot')
    .description('keep moments of the cluster under a name, and go back to them')
    .addHelpText('after', example('kafka-lab snapshot save before-the-failure'));
  snapshot
    .command('save')
    .argument('<name>', 'letters, digits, dots, dashes', snapshotName)
    .description('keep the cluster as it is now, with its time and all that happened')
    .option('--force', 'replace a snapshot of that name')
    .addHelpText('after', example('kafka-lab snapshot save healthy'))
    .action((name: string, { force }: { readonly force?: boolean }) => {
      if (name === importedName)
        throw new LabRefusal(`${name} is what kafka-lab reset goes back to: take another name`);
      saveSnapshot(
        context.path,
        name,
        context.wallClock,
        force ? undefined : `kafka-lab snapshot save --force ${name}`,
      );
      context.out(`Kept the cluster as ${name}. Back to it: kafka-lab snapshot restore ${name}`);
    });
  snapshot
    .command('restore')
    .argument('<name>', 'a name that snapshot list shows', snapshotName)
    .description('put the cluster back to a snapshot, with its time; what happened since is gone')
    .addHelpText('after', example('kafka-lab snapshot save healthy', 'kafka-lab snapshot restore healthy'))
    .action((name: string) => {
      restoreSnapshot(context.path, name, context.wallClock);
      context.out(`The cluster is as it was in ${name}`);
    });
  snapshot
    .command('list')
    .description('list the snapshots of this cluster')
    .addOption(formatOption())
    .addHelpText('after', example('kafka-lab snapshot list'))
    .action(async ({ format }: FormatOption) => {
      const found = snapshotsOf(context.path).map((each) => ({ ...each, moment: momentOf(each) }));
      if (format === 'json') return printEnvelope(context.print, 'snapshots', found.map(dataOf));
      if (found.length === 0) return context.out('None. Keep one with: kafka-lab snapshot save NAME');
      const paint = await loadPaint(context.colour);
      const draw = await loadTables();
      const rows = found.map(({ name, size, moment }) => [
        name,
        moment ? timeText(moment.nowMs) : 'damaged',
        moment?.profile ?? '-',
        `${(size / 1e6).toFixed(1)} MB`,
        moment ? shellText(moment.lastCommand) : '-',
      ]);
      const head = ['Snapshot', 'Cluster time', 'Profile', 'Size', 'Last change'];
      for (const line of draw(paint, head, () => rows)) context.out(line);
      return undefined;
    });
  snapshot
    .command('delete')
    .argument('<name>', 'a name that snapshot list shows', snapshotName)
    .description('remove a snapshot for good')
    .addHelpText('after', example('kafka-lab snapshot save healthy', 'kafka-lab snapshot delete healthy'))
    .action((name: string) => {
      deleteSnapshot(context.path, name);
      context.out(`Removed snapshot ${name}`);
    });
}

function snapshotName(text: string): string {
  if (!isSnapshotName(text))
    throw new InvalidArgumentError('It takes letters, digits, dots, dashes and underscores, 100 at most.');
  return text;
}

/** undefined where the file is damaged. */
function momentOf({ path }: Snapshot): Moment | undefined {
  try {
    return momentIn(path);
  } catch (error) {
    if (error instanceof DamagedFileError) return undefined;
    throw error;
  }
}

function dataOf({ name, size, moment }: Snapshot & { readonly moment: Moment | undefined }): unknown {
  const shown = moment && { profile: moment.profile, nowMs: moment.nowMs, lastCommand: moment.lastCommand };
  return { name, bytes: size, moment: shown ?? null };
}
