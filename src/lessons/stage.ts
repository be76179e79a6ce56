import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ProfileId } from '../profiles/profile';
import { clusterIn, folderName } from '../runtime/clusterPlace';
import type { ClusterSession } from '../runtime/clusterSession';
import { CommandShell, type ToolAnswer, type ToolCall } from '../runtime/commandShell';
import { inScratchFolder } from '../runtime/scratchFolder';
import type { StateView } from '../store/stateView';
import { tools } from '../tools/registry';
import type { FrontMatter } from './lab';
import { makeLabCluster } from './labCluster';

/** What a stage needs of the process. */
export interface Host {
  /** Runs a command of this package inside this process. */
  readonly answer: (call: ToolCall) => Promise<ToolAnswer>;
  readonly at: <T>(path: string, action: (session: ClusterSession) => T) => T;
  readonly wallClock: () => number;
  /** Folder of the package. */
  readonly installedAt: string;
}

/** Tools that read their standard input; a loop's would be read to its end by others. */
const readers: ReadonlySet<string> = new Set(['kafka-console-producer', 'zookeeper-shell']);
const commands = new Map(
  ['kafka-lab', ...Object.keys(tools)].map((name) => [name, { readsInput: readers.has(name) }] as const),
);

/** How the scratch folder is called in answers. */
const shownFolder = '/lab';

/** A shell in a scratch folder, and the cluster that its commands find there. */
export class Stage {
  private readonly shell: CommandShell;
  /** The cluster's file; before one is made nothing is there. */
  readonly cluster: string;

  private constructor(
    private readonly folder: string,
    private readonly host: Host,
  ) {
    this.shell = new CommandShell(folder, commands, host.answer, this.links());
    this.cluster = clusterIn(join(folder, 'work', folderName));
  }

  /** Programs such as `timeout` start the tools as others do: by their executables. */
  private links(): string {
    const path = join(this.folder, 'path');
    mkdirSync(path, { recursive: true, mode: 0o700 });
    for (const name of [...commands.keys()].flatMap((each) => [each, `${each}.sh`]))
      symlinkSync(join(this.host.installedAt, 'bin', 'kafka-lab.cjs'), join(path, name));
    return path;
  }

  /** Does something on a stage of its own, which is gone afterwards. */
  static use<T>(host: Host, action: (stage: Stage) => Promise<T>): Promise<T> {
    return inScratchFolder('run', async (folder) => {
      const stage = new Stage(folder, host);
      try {
        return await action(stage);
      } finally {
        stage.shell.close();
      }
    });
  }

  /** Makes the cluster that a lab begins with. */
  makeCluster(front: FrontMatter, profile: ProfileId): void {
    mkdirSync(dirname(this.cluster), { recursive: true, mode: 0o755 });
    makeLabCluster(this.cluster, front, profile, this.host.wallClock, true);
  }

  /**
   * Runs a command and gives what it prints, ended with a line end; the scratch folder in it is called /lab.
   * @throws ShellGone
   */
  async run(command: string): Promise<{ readonly answer: string; readonly exitCode: number }> {
    const { output, exitCode } = await this.shell.run(command);
    const answer = output.replaceAll(join(this.folder, 'work'), shownFolder).replaceAll(this.folder, shownFolder);
    return { answer: answer === '' || answer.endsWith('\n') ? answer : `${answer}\n`, exitCode };
  }

  /** Reads the cluster as it is now. */
  read<T>(action: (view: StateView) => T): T {
    return this.host.at(this.cluster, (session) => session.read(action));
  }

  /** Keeps the cluster as it is now, under a name; between commands it is one file. Gives what brings it back. */
  keep(name: string): () => void {
    const kept = join(this.folder, name);
    copyFileSync(this.cluster, kept);
    return () => copyFileSync(kept, this.cluster);
  }
}
