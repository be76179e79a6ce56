import { readFileSync, readSync, writeSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { LimitReached } from './jvm/limit';
import type { LabContext } from './lab/context';
import { clusterIn, clusterPlace, ownPlace } from './runtime/clusterPlace';
import { reachableCluster } from './runtime/commandEnvironment';
import { ClusterSession } from './runtime/clusterSession';
import { requireTrusted } from './runtime/ownership';
import { requireCluster } from './store/clusterFile';
import type { Connection } from './store/connection';
import { openDatabase } from './store/database';
import { ClusterFileError, damaged } from './store/fileErrors';
import { tools } from './tools/registry';
import type { ToolContext } from './tools/tool';

/** How long to wait for the other end of a pipe that does not block, ms. */
const pipeWaitMs = 5;
const pause = new Int32Array(new SharedArrayBuffer(4));

/** Set when bundling: Kafka's tools get a bundle without kafka-lab's own commands and their libraries, because a tool must start in a blink. */
declare const onlyTools: boolean;

/** Text for the two streams in the order in which it was printed; written after the work is done, or when much has come together. */
class Output {
  private parts: (string | Uint8Array)[] = [];
  private size = 0;
  private stream = 1;

  write(stream: 1 | 2, text: string | Uint8Array): void {
    if (stream !== this.stream) this.flush();
    this.stream = stream;
    this.parts.push(text);
    this.size += text.length;
    if (this.size > 1 << 16) this.flush();
  }

  flush(): void {
    let bytes = Buffer.concat(this.parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
    this.parts = [];
    this.size = 0;
    while (bytes.length > 0) {
      try {
        bytes = bytes.subarray(writeSync(this.stream, bytes));
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EAGAIN') {
          Atomics.wait(pause, 0, 0, pipeWaitMs);
          continue;
        }
        if (code === 'EPIPE') {
          // Whoever read has seen enough.
          closeSessions();
          process.exit(0);
        }
        throw error;
      }
    }
  }
}

/** Open in this process. */
const sessions: ClusterSession[] = [];

function openSession(path: string, output: Output): ClusterSession {
  // Reading the header a second time would take the locks from a session that is open: the system gives them up with any of our handles.
  if (sessions.length === 0) {
    requireTrusted(path);
    requireCluster(path);
  }
  let db: Connection | undefined;
  try {
    db = openDatabase(path);
    const session = new ClusterSession(db, path, Date.now, (line) => output.write(2, `${line}\n`));
    sessions.push(session);
    return session;
  } catch (error) {
    db?.close();
    // What every cluster has is not there.
    throw error instanceof ClusterFileError ? error : damaged(path);
  }
}

/** The last one to close the cluster's file leaves it whole: what its journal holds goes into it. */
function closeSessions(): void {
  for (const session of sessions.splice(0)) session.close();
}

function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Standard input, whole; where the shell made the pipe one that does not block, its writer is waited for. */
function readInput(): Uint8Array {
  const chunks: Buffer[] = [];
  const chunk = Buffer.alloc(1 << 16);
  for (;;) {
    try {
      const length = readSync(0, chunk);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(Buffer.from(chunk.subarray(0, length)));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return Buffer.concat(chunks);
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, pipeWaitMs);
    }
  }
}

/** Sleeps unless the user ends the command (SIGINT, SIGTERM). */
function sleep(ms: number): Promise<'slept' | 'interrupted'> {
  return new Promise((resolve) => {
    const end = (how: 'slept' | 'interrupted') => {
      clearTimeout(timer);
      process.removeListener('SIGINT', interrupt).removeListener('SIGTERM', interrupt);
      resolve(how);
    };
    const interrupt = () => end('interrupted');
    const timer = setTimeout(end, ms, 'slept');
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  });
}

/** Where a command finds the cluster's file, and where init would make one; looked up when it is needed. */
interface Place {
  readonly path: string;
  readonly ownPath: string;
}

const placeHere: Place = {
  get path() {
    return clusterPlace();
  },
  get ownPath() {
    return ownPlace();
  },
};

async function runTool(name: string, argv: readonly string[], { path }: Place, output: Output): Promise<number> {
  const tool = tools[name]!;
  const run = await tool.load();
  const session = openSession(path, output);
  const missing = tool.missing?.(session.view.profile);
  if (missing !== undefined) {
    output.write(2, `${missing}\n`);
    return 1;
  }
  const context: ToolContext = {
    argv,
    ...reachableCluster(session, [name, ...argv], (line) => output.write(2, `${line}\n`)),
    out: (line) => output.write(1, `${line}\n`),
    err: (line, end = '\n') => output.write(2, line + end),
    write: (text) => output.write(1, text),
    writeBytes: (bytes) => output.write(1, bytes),
    pause: (ms) => {
      // Who is interrupted for what it printed has to know already that it sleeps.
      const slept = sleep(ms);
      output.flush();
      return slept;
    },
    readFile,
    readInput,
    isTerminal: process.stdin.isTTY === true && process.stdout.isTTY === true,
    readLine: async (prompt) => {
      output.flush();
      return (await import('./runtime/terminalLines')).readTerminalLine(prompt);
    },
  };
  return run(context);
}

/** kafka-lab; the tour inside it runs tools too, so its bundle has them as well. */
async function runLab(argv: readonly string[], place: Place, output: Output): Promise<number> {
  const { lab } = await import('./lab/lab');
  const context: LabContext = {
    argv,
    get path() {
      return place.path;
    },
    get ownPath() {
      return place.ownPath;
    },
    open: () => openSession(place.path, output),
    run: (home, name, words) => runCommand(name, words, { path: clusterIn(home), ownPath: clusterIn(home) }, output),
    wallClock: Date.now,
    out: (line) => output.write(1, `${line}\n`),
    err: (line) => output.write(2, `${line}\n`),
    canAsk: process.stdout.isTTY === true && process.stdin.isTTY === true,
    hasColour: process.stdout.isTTY === true && !process.env.NO_COLOR,
    installedAt: dirname(__dirname),
  };
  return lab(context);
}

/** Why a command ended, in a line for its user; undefined for a fault of kafka-lab itself. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof LimitReached) return `kafka-lab: ${error.message}`;
  if (error instanceof ClusterFileError) return error.message;
  for (const session of sessions) {
    const damage = session.damage();
    if (damage !== undefined) return damage.message;
  }
  return undefined;
}

async function runCommand(name: string, argv: readonly string[], place: Place, output: Output): Promise<number> {
  try {
    return await (onlyTools || name in tools ? runTool(name, argv, place, output) : runLab(argv, place, output));
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    output.write(2, `${reason}\n`);
    return 1;
  } finally {
    closeSessions();
  }
}

/** The process's entry: the name it was called by says which tool answers. */
export function main(): void {
  const name = basename(process.argv[1] ?? '').replace(/\.(?:c?js|sh)$/, '');
  const argv = process.argv.slice(2);
  const output = new Output();
  runCommand(name, argv, placeHere, output)
    .then((exitCode) => {
      output.flush();
      process.exit(exitCode);
    })
    .catch((error: unknown) => {
      output.flush();
      const text = error instanceof Error ? (process.env.KAFKA_LAB_DEBUG ? error.stack : error.message) : String(error);
      writeSync(2, `kafka-lab: this is a fault of kafka-lab itself, nothing was changed: ${text}\n`);
      process.exit(1);
    });
}
