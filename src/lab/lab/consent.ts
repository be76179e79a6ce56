import { readFileSync } from 'node:fs';
import { isShipped } from '../../lessons/labShelf';
import { objectionTo } from '../../lessons/vetting';
import { confirm } from '../ask';
import { LabRefusal, type LabContext } from '../context';

/** What a person says about a file that he did not write. */
export interface ConsentOptions {
  readonly yes?: boolean;
  readonly shell?: boolean;
}

/** @throws LabRefusal where a file cannot be read */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new LabRefusal(
      code === 'ENOENT'
        ? `There is no file ${path}. See the labs with: kafka-lab lab list`
        : `${path} cannot be read: ${message}`,
    );
  }
}

/**
 * Shows what a file would run and asks, unless it came with the package: nothing of a stranger's file runs unseen, and
 * without --shell only Kafka Lab's own tools.
 * @throws LabRefusal where it may not run
 */
export async function requireConsent(
  context: LabContext,
  path: string,
  commands: readonly string[],
  { yes, shell }: ConsentOptions,
): Promise<void> {
  if (!shell)
    for (const command of commands) {
      const objection = objectionTo(command);
      if (objection !== undefined)
        throw new LabRefusal(
          `${path} runs more than Kafka Lab's tools: it ${objection}, in: ${command}. If you trust it, say --shell`,
        );
    }
  if (yes || commands.length === 0 || isShipped(path, context.installedAt)) return;
  if (!context.canAsk)
    throw new LabRefusal(`${path} would run ${commands.length} commands. Read it, then agree with --yes`);
  context.out(`${path} would run, in a scratch folder:`);
  for (const command of commands) context.out(`  $ ${command}`);
  if (!(await confirm('Run them?'))) throw new LabRefusal('Nothing was run.');
}
