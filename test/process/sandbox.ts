import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const projectFolder = resolve(import.meta.dirname, '../..');

export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  /** null when it was killed. */
  readonly exitCode: number | null;
}

/** A folder of its own with links for the tools' names and a cluster's home; commands run as real processes. */
export class Sandbox {
  readonly folder = mkdtempSync(join(tmpdir(), 'kafka-lab-test-'));
  readonly home = join(this.folder, 'home');
  readonly file = join(this.home, 'cluster.db');
  private readonly links = join(this.folder, 'path');

  run(command: string, environment: Readonly<Record<string, string>> = {}): Answer {
    const [name, ...argv] = command.split(' ');
    const { stdout, stderr, status } = spawnSync(process.execPath, [this.tool(name!), ...argv], {
      cwd: this.folder,
      env: this.environment(environment),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return { stdout, stderr, exitCode: status };
  }

  /** A shell's line; tools' names are on its PATH. */
  shell(line: string, environment: Readonly<Record<string, string>> = {}): Answer {
    for (const name of ['kafka-lab', 'kafka-topics', 'kafka-leader-election']) this.tool(name);
    const env = this.environment(environment);
    const { stdout, stderr, status } = spawnSync('bash', ['-c', line], {
      cwd: this.folder,
      env: { ...env, PATH: `${this.links}:${env.PATH}` },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return { stdout, stderr, exitCode: status };
  }

  /** Starts a command; the answer comes when it ends. */
  start(command: string): { readonly child: ChildProcess; readonly answer: Promise<Answer> } {
    const [name, ...argv] = command.split(' ');
    const child = spawn(process.execPath, [this.tool(name!), ...argv], {
      cwd: this.folder,
      env: this.environment({}),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    return {
      child,
      answer: new Promise((done) => child.on('close', (exitCode) => done({ stdout, stderr, exitCode }))),
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private tool(name: string): string {
    mkdirSync(this.links, { recursive: true });
    const link = join(this.links, name);
    if (!existsSync(link)) symlinkSync(join(projectFolder, 'bin', 'kafka-lab.cjs'), link);
    return link;
  }

  private environment(more: Readonly<Record<string, string>>): Record<string, string> {
    const { KAFKA_LAB_DEBUG: _, NO_COLOR: __, FORCE_COLOR: ___, ...inherited } = process.env as Record<string, string>;
    return { ...inherited, KAFKA_LAB_HOME: this.home, ...more };
  }
}
