import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClusterFileError } from '../store/fileErrors';

/** What ends a process unless it says otherwise: Ctrl-C, kill, and the terminal that closes. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does something in a folder of its own, which is gone afterwards, and when the user ends the process as well: that is
 * noticed while the action waits for something.
 * @param purpose a word of the folder's name
 * @param action gets the folder, as an absolute path without links
 * @throws ClusterFileError when no folder can be made
 */
export async function inScratchFolder<T>(purpose: string, action: (folder: string) => Promise<T>): Promise<T> {
  const folder = makeFolder(purpose);
  const end = (signal: NodeJS.Signals) => {
    leave();
    process.kill(process.pid, signal);
  };
  const leave = () => {
    for (const signal of endings) process.removeListener(signal, end);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of endings) process.once(signal, end);
  try {
    return await action(folder);
  } finally {
    leave();
  }
}

function makeFolder(purpose: string): string {
  try {
    return realpathSync(mkdtempSync(join(tmpdir(), `kafka-lab-${purpose}-`)));
  } catch (error) {
    const reason = (error as Error).message.replace(/, mkdtemp.*/, '');
    throw new ClusterFileError(
      `No folder for a throw-away cluster can be made in ${tmpdir()} (${reason}): set TMPDIR to one that may be ` +
        `written`,
    );
  }
}
