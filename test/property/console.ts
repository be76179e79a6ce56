import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { reachableCluster } from '../../src/runtime/commandEnvironment';
import { LimitReached } from '../../src/jvm/limit';
import { lab } from '../../src/lab/lab';
import { ClusterSession } from '../../src/runtime/clusterSession';
import { openDatabase } from '../../src/store/database';
import { ClusterFileError } from '../../src/store/fileErrors';
import { tools } from '../../src/tools/registry';

export interface Answer {
  readonly out: string;
  readonly err: string;
  readonly exitCode: number;
  /** Wall time, ms. */
  readonly tookMs: number;
}

/**
 * A cluster's folder of its own whose commands run in this process: thousands of them in a minute, under a wall clock
 * that a test moves.
 */
export class Console {
  readonly home = mkdtempSync(join(tmpdir(), 'kafka-lab-console-'));
  readonly file = join(this.home, 'cluster.db');
  /** What the commands take for the wall clock, ms. */
  wallMs = Date.UTC(2026, 5, 1);
  private opened: ClusterSession[] = [];
  private line = '';
  private startedMs = 0;

  /**
   * @param virtualFile the text of a file whose name starts with "plan:"
   * @param longestMs how long a command may take, ms: one that asks for the time later ends with a fault
   * @param tickMs by how much the wall clock has moved whenever somebody looks at it: who waits by it needs some
   */
  constructor(
    private readonly virtualFile: (name: string) => string = () => '',
    private readonly longestMs = Number.POSITIVE_INFINITY,
    private readonly tickMs = 0,
  ) {}

  /**
   * Runs a command line (words between blanks), with an optional standard input. An exception of kafka-lab itself is
   * told as main.ts tells it.
   */
  async run(line: string, input = ''): Promise<Answer> {
    const [name = '', ...argv] = line.split(' ').map((word) => word.replaceAll('␠', ' '));
    this.line = line;
    this.startedMs = performance.now();
    const printed = { out: '', err: '' };
    let exitCode: number;
    try {
      exitCode = await (name === 'kafka-lab' ? this.lab(argv, printed) : this.tool(name, argv, input, printed));
    } catch (error) {
      if (error instanceof ClusterFileError || error instanceof LimitReached) printed.err += `${error.message}\n`;
      else printed.err += `fault of kafka-lab: ${(error as Error).stack}\n`;
      exitCode = 1;
    } finally {
      for (const session of this.opened.splice(0)) session.close();
    }
    return { ...printed, exitCode, tookMs: performance.now() - this.startedMs };
  }

  /** Looks into the cluster, as a command does. */
  look<T>(action: (session: ClusterSession) => T): T {
    this.startedMs = performance.now();
    const session = this.open();
    try {
      return action(session);
    } finally {
      for (const each of this.opened.splice(0)) each.close();
    }
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  private open(printed = { err: '' }, words?: readonly string[]): ClusterSession {
    if (!existsSync(this.file)) throw new ClusterFileError('There is no cluster here');
    const session = new ClusterSession(
      openDatabase(this.file),
      this.file,
      () => this.wallClock(),
      (line) => (printed.err += `${line}\n`),
      words,
    );
    this.opened.push(session);
    return session;
  }

  private wallClock(): number {
    if (performance.now() - this.startedMs > this.longestMs) throw new Error(`it goes on for too long: ${this.line}`);
    this.wallMs += this.tickMs;
    return this.wallMs;
  }

  private lab(argv: readonly string[], printed: { out: string; err: string }): Promise<number> {
    return lab({
      argv,
      path: this.file,
      ownPath: this.file,
      open: () => this.open(printed, ['kafka-lab', ...argv]),
      nextKey: () => Promise.resolve('end' as const),
      at: (_, action) => action(this.open(printed)),
      answer: () => Promise.resolve({ texts: [], exitCode: 1 }),
      wallClock: () => this.wallMs,
      out: (text) => (printed.out += `${text}\n`),
      print: (text) => (printed.out += `${text}\n`),
      err: (text) => (printed.err += `${text}\n`),
      canAsk: false,
      colour: undefined,
      columns: undefined,
      home: dirname(this.file),
      language: undefined,
      installedAt: '',
    });
  }

  private async tool(
    name: string,
    argv: readonly string[],
    input: string,
    printed: { out: string; err: string },
  ): Promise<number> {
    const session = this.open(printed, [name, ...argv]);
    const tool = tools[name]!;
    const missing = tool.missing?.(session.view.profile);
    if (missing !== undefined) {
      printed.err += `${missing}\n`;
      return 1;
    }
    return (await tool.load())({
      argv,
      ...reachableCluster(session, [name, ...argv], (line) => (printed.err += `${line}\n`)),
      out: (text) => (printed.out += `${text}\n`),
      err: (text, end = '\n') => (printed.err += text + end),
      write: (text) => (printed.out += text),
      writeBytes: (bytes) => (printed.out += Buffer.from(bytes).toString('latin1')),
      // Nobody waits here: whoever follows is ended at once.
      pause: () => Promise.resolve('interrupted'),
      readFile: (path) => {
        if (path.startsWith('plan:')) return this.virtualFile(path);
        return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
      },
      readInput: () => Buffer.from(input),
      checkError: () => false,
      isTerminal: false,
      readLine: () => Promise.resolve(undefined),
    });
  }
}
