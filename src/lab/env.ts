import { lstatSync, mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { quoted } from '../runtime/ownership';
import { tools } from '../tools/registry';
import { LabRefusal, type LabContext } from './context';
import { example } from './format';

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

/** A folder with a link for each tool and each tool.sh: in the package, or beside the cluster's file where the package may not be written. */
function linkFolder(context: LabContext): string {
  const folders = [join(context.installedAt, 'dist', 'path'), join(dirname(context.path), 'path')];
  let problem = '';
  for (const folder of folders) {
    try {
      writeLinks(folder, join(context.installedAt, 'bin', 'kafka-lab.cjs'));
      return folder;
    } catch (error) {
      problem = (error as Error).message;
    }
  }
  throw new LabRefusal(`Cannot make a folder of links: ${problem}. Set KAFKA_LAB_HOME to a folder that may be written`);
}

/** Brings the links up to date; several processes may do so at once. */
function writeLinks(folder: string, target: string): void {
  mkdirSync(folder, { recursive: true });
  const names = ['kafka-lab', ...Object.keys(tools)].flatMap((name) => [name, `${name}.sh`]);
  for (const name of readdirSync(folder)) if (!names.includes(name)) rmSync(join(folder, name), { force: true });
  for (const name of names) {
    const link = join(folder, name);
    if (pointsTo(link, target)) continue;
    rmSync(link, { force: true });
    try {
      symlinkSync(target, link);
    } catch (error) {
      if (!pointsTo(link, target)) throw error;
    }
  }
}

function pointsTo(link: string, target: string): boolean {
  try {
    return lstatSync(link).isSymbolicLink() && readlinkSync(link) === target;
  } catch {
    return false;
  }
}
