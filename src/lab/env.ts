import { lstatSync, readdirSync, readlinkSync, rmdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { makeFolder } from '../runtime/createCluster';
import { currentUser, distrustCommands } from '../runtime/ownership';
import { quoted } from '../text/shell';
import { visible } from '../text/visible';
import { tools } from '../tools/registry';
import { LabRefusal, type LabContext } from './context';
import { example } from './format';

const linkNames = ['kafka-lab', ...Object.keys(tools)].flatMap((name) => [name, `${name}.sh`]);

/** `kafka-lab env`: shell lines that put every tool on the PATH. */
export function addEnvCommand(program: Command, context: LabContext): void {
  program
    .command('env')
    .description("print shell lines that put kafka-lab and Kafka's tools on the PATH")
    .addHelpText('after', example('eval "$(npx kafka-lab env)"'))
    .action(() => {
      const folder = quoted(linkFolder(context));
      context.out(`case ":$PATH:" in *:${folder}:*) ;; *) PATH=${folder}:"$PATH"; export PATH ;; esac`);
      context.out('# Run it with: eval "$(npx kafka-lab env)"');
    });
}

/** The folder of links beside the cluster's file. */
export const linkFolderName = 'path';

/**
 * A folder with a link for each tool and each tool.sh: in the package, or beside the cluster's file where the package
 * may not be written.
 */
function linkFolder(context: LabContext): string {
  const launcher = launcherOf(context);
  const user = currentUser();
  // Who may change the code that runs now gains nothing by changing links to it.
  const installer = () => user && { ...user, running: statSync(launcher) };
  const places = [
    { folder: join(context.installedAt, 'dist', 'path'), who: installer },
    { folder: join(dirname(context.path), linkFolderName), who: () => user },
  ];
  let problem = '';
  for (const { folder, who } of places) {
    try {
      if (folder.includes(':')) throw new LabRefusal(`PATH can't hold ${folder}, because of its colon`);
      if (visible(folder) !== folder) throw new LabRefusal(`${folder} can't be printed as it is`);
      const reason = distrustCommands(folder, who());
      if (reason !== undefined) throw new LabRefusal(reason);
      writeLinks(folder, launcher);
      return folder;
    } catch (error) {
      problem = (error as Error).message;
    }
  }
  throw new LabRefusal(`Cannot make a folder of links: ${problem}. Set KAFKA_LAB_HOME to a folder that may be written`);
}

const launcherPath = join('bin', 'kafka-lab.cjs');

function launcherOf(context: LabContext): string {
  return join(context.installedAt, launcherPath);
}

/** Removes the links to this installation from a folder of links, and the folder where nothing else is in it. */
export function removeLinks(folder: string, context: LabContext): void {
  const ours = linkNames.filter((name) => pointsTo(join(folder, name), launcherOf(context)));
  for (const name of ours) rmSync(join(folder, name), { force: true });
  if (ours.length === 0 || readdirSync(folder).length > 0) return;
  rmdirSync(folder);
}

/** Brings the links up to date; several processes may do so at once. */
function writeLinks(folder: string, target: string): void {
  makeFolder(folder);
  const foreign = linkNames.map((name) => join(folder, name)).find((path) => exists(path) && !isOurs(path));
  if (foreign !== undefined) throw new LabRefusal(`${foreign} is none of kafka-lab's links: move it away`);
  for (const name of linkNames) {
    const link = join(folder, name);
    if (pointsTo(link, target)) continue;
    if (isOurs(link)) rmSync(link, { force: true });
    try {
      symlinkSync(target, link);
    } catch (error) {
      if (!pointsTo(link, target)) throw error;
    }
  }
}

function pointsTo(link: string, target: string): boolean {
  return isLink(link) && readlinkSync(link) === target;
}

/** A link to this installation, to where it was, or to another. */
function isOurs(path: string): boolean {
  return isLink(path) && readlinkSync(path).endsWith(join('/', launcherPath));
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
