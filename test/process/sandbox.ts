import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, lchownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const projectFolder = resolve(import.meta.dirname, '../..');

export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  /** null when it was killed. */
  readonly exitCode: number | null;
}

/** As root the tests can play two users, and a disk that is full. */
export const isRoot = process.getuid?.() === 0;
const nobody = 65534;
const nobodysRights = { uid: nobody, gid: nobody, cwd: '/' };

/**
 * Whether a test can be somebody without root's rights: not where the project lies in a folder that is root's alone.
 */
export function canRunWithoutRights(): boolean {
  if (!isRoot) return true;
  const argv = [join(projectFolder, 'bin', 'kafka-lab.cjs'), '--help'];
  return spawnSync(process.execPath, argv, nobodysRights).status === 0;
}

/** Whether tests can have a disk of their own, which fills up or may only be read. */
export function canMountDisks(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'kafka-lab-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', folder]).status === 0;
  if (mounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true });
  return mounted;
}

/** A folder of its own with links for the tools' names and a cluster's home; commands run as real processes. */
export class Sandbox {
  readonly folder = mkdtempSync(join(tmpdir(), 'kafka-lab-test-'));
  readonly home = join(this.folder, 'home');
  readonly file = join(this.home, 'cluster.db');
  private isMounted = false;
  private readonly links = join(this.folder, 'path');

  run(command: string, environment: Readonly<Record<string, string>> = {}): Answer {
    const [name, ...argv] = command.split(' ');
    return this.spawn(process.execPath, [this.tool(name!), ...argv], environment);
  }

  /** A shell's line; tools' names are on its PATH. */
  shell(line: string, environment: Readonly<Record<string, string>> = {}): Answer {
    for (const [name] of line.matchAll(/\b(?:kafka-[a-z-]+|zookeeper-shell)\b/g)) this.tool(name);
    const path = `${this.links}:${process.env.PATH}`;
    return this.spawn('bash', ['--norc', '-c', line], { PATH: path, ...environment });
  }

  /**
   * A command by a user without root's rights, to whom the whole folder belongs from then on: nobody, where the tests
   * are root.
   */
  runWithoutRights(command: string, environment: Readonly<Record<string, string>> = {}): Answer {
    if (!isRoot) return this.run(command, environment);
    this.giveAway(nobody);
    return this.asNobody(command, environment);
  }

  /** A command by nobody, while the tests are root. */
  asNobody(command: string, environment: Readonly<Record<string, string>> = {}): Answer {
    const [name, ...argv] = command.split(' ');
    return this.spawn(process.execPath, [this.tool(name!), ...argv], environment, nobodysRights);
  }

  /** Makes the folder and all that is in it another user's; only root can. */
  giveAway(uid: number): void {
    lchownSync(this.folder, uid, uid);
    for (const path of readdirSync(this.folder, { recursive: true, encoding: 'utf8' }))
      lchownSync(join(this.folder, path), uid, uid);
  }

  /** Starts a command with that standard input; the answer comes when it ends. */
  start(
    command: string,
    input = '',
    environment: Readonly<Record<string, string>> = {},
  ): { readonly child: ChildProcess; readonly answer: Promise<Answer> } {
    const [name, ...argv] = command.split(' ');
    const child = spawn(process.execPath, [this.tool(name!), ...argv], {
      cwd: this.folder,
      env: this.environment(environment),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    // Who is killed reads no more.
    child.stdin.on('error', () => undefined).end(input);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    return {
      child,
      answer: new Promise((done) => child.on('close', (exitCode) => done({ stdout, stderr, exitCode }))),
    };
  }

  private spawn(
    file: string,
    argv: readonly string[],
    environment: Readonly<Record<string, string>>,
    options: { uid?: number; gid?: number; cwd?: string } = {},
  ): Answer {
    const { stdout, stderr, status } = spawnSync(file, argv, {
      cwd: this.folder,
      env: this.environment(environment),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      ...options,
    });
    return { stdout, stderr, exitCode: status };
  }

  /** Makes the home a disk of that size, such as 2m; or with more options, such as ro, changes it. */
  mountHome(options: string): void {
    mkdirSync(this.home, { recursive: true });
    const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'none', this.home]);
    if (status !== 0) throw new Error(String(stderr));
    this.isMounted = true;
  }

  /** A copy of the built package with what it needs to run, for a test to spoil. */
  copyPackage(name = 'package'): string {
    const copy = join(this.folder, name);
    const addon = 'node_modules/better-sqlite3';
    for (const path of [
      'package.json',
      'bin/kafka-lab.cjs',
      'dist/tools.cjs',
      'dist/lab.cjs',
      `${addon}/package.json`,
      `${addon}/build/Release/better_sqlite3.node`,
    ])
      cpSync(join(projectFolder, path), join(copy, path), { recursive: true, dereference: true });
    return copy;
  }

  remove(): void {
    if (this.isMounted) spawnSync('umount', ['-l', this.home]);
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
