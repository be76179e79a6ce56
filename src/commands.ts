import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { LabContext } from './lab/context';
import { clusterHome, clusterPlace, localeLanguage, ownPlace, standingIn } from './runtime/clusterPlace';
import { reachableCluster } from './runtime/commandEnvironment';
import { ClusterSession } from './runtime/clusterSession';
import { failureText } from './runtime/failureText';
import { requireTrusted } from './runtime/ownership';
import type { ToolAnswer, ToolCall } from './runtime/commandShell';
import { gatheringStreams, type Output, ReaderGone, type Streams, terminalColumns } from './runtime/streams';
import { requireCluster } from './store/clusterFile';
import type { Connection } from './store/connection';
import { openDatabase } from './store/database';
import { ClusterFileError, damaged } from './store/fileErrors';
import { ColourCodes } from './text/visible';
import { tools } from './tools/registry';
import type { ToolContext } from './tools/tool';

/**
 * Set when bundling: Kafka's tools get a bundle without kafka-lab's own commands and their libraries, because a tool
 * must start in a blink.
 */
declare const onlyTools: boolean;

/** Open in this process. */
const sessions: ClusterSession[] = [];

function openSession(path: string, output: Output, words?: readonly string[]): ClusterSession {
  // Reading the header a second time would take the locks from a session that is open: the system gives them up with
  // any of our handles.
  if (sessions.length === 0) {
    requireTrusted(path);
    requireCluster(path);
  }
  let db: Connection | undefined;
  try {
    db = openDatabase(path);
    const session = new ClusterSession(db, path, Date.now, output.tell, words);
    sessions.push(session);
    return session;
  } catch (error) {
    db?.close();
    // What every cluster has is not there.
    throw error instanceof ClusterFileError ? error : damaged(path);
  }
}

/** Does something with a cluster's file, which is closed afterwards. */
function withSession<T>(path: string, output: Output, action: (session: ClusterSession) => T): T {
  const session = openSession(path, output);
  try {
    return action(session);
  } finally {
    sessions.splice(sessions.indexOf(session), 1);
    session.close();
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

/** Where a command finds the cluster's file, and where init would make one; looked up when it is needed. */
interface Place {
  readonly path: string;
  readonly ownPath: string;
}

/** The working directory's, or where KAFKA_LAB_HOME says. */
export const placeHere: Place = {
  get path() {
    return clusterPlace();
  },
  get ownPath() {
    return ownPlace();
  },
};

async function runTool(name: string, argv: readonly string[], { path }: Place, streams: Streams): Promise<number> {
  const { output, readInput, isTerminal } = streams;
  const tool = tools[name]!;
  const run = await tool.load();
  const session = openSession(path, output, [name, ...argv]);
  const missing = tool.missing?.(session.view.profile);
  if (missing !== undefined) {
    output.tell(missing);
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
      const slept = streams.sleep(ms);
      output.flush();
      return slept;
    },
    readFile,
    readInput,
    checkError: () => output.checkError(),
    get isTerminal() {
      return isTerminal(0) && isTerminal(1);
    },
    readLine: async (prompt) => {
      output.flush();
      return (await import('./runtime/terminalLines')).readTerminalLine(prompt);
    },
  };
  return run(context);
}

/** kafka-lab; the tour inside it runs tools too, so its bundle has them as well. */
async function runLab(argv: readonly string[], place: Place, streams: Streams): Promise<number> {
  const { output, isTerminal } = streams;
  const { lab } = await import('./lab/lab');
  const codes = new ColourCodes(String(Math.random()).slice(2));
  const print = (lines: string) => {
    output.requireReader();
    output.write(1, `${lines}\n`);
  };
  const context: LabContext = {
    argv,
    get path() {
      return place.path;
    },
    get ownPath() {
      return place.ownPath;
    },
    open: () => openSession(place.path, output, ['kafka-lab', ...argv]),
    answer: async (call) => {
      output.flush();
      // Signals are noticed now.
      await setImmediate();
      return answerCall(call);
    },
    nextKey: async () => {
      output.flush();
      return (await import('./runtime/terminalLines')).readTerminalKey();
    },
    at: (path, action) => withSession(path, output, action),
    wallClock: Date.now,
    out: (line) => print(codes.printed(line)),
    print,
    err: output.tell,
    get canAsk() {
      return isTerminal(0) && isTerminal(1);
    },
    get colour() {
      return !process.env.NO_COLOR && isTerminal(1) ? codes : undefined;
    },
    columns: terminalColumns(),
    get home() {
      return clusterHome();
    },
    language: localeLanguage(),
    installedAt: dirname(__dirname),
  };
  return lab(context);
}

/** A command inside this one, called by a shell that this process hosts. */
export async function answerCall({ folder, home, name, argv, input }: ToolCall): Promise<ToolAnswer> {
  const texts: { stream: 1 | 2; text: string }[] = [];
  const streams = gatheringStreams(input, (stream, text) => texts.push({ stream, text }));
  const exitCode = await standingIn(folder, home, () => runCommand(name, argv, placeHere, streams));
  streams.output.flush();
  return { texts, exitCode };
}

/**
 * Runs a command of the package by its name. Returns its exit code; what fails unexpectedly is told in one line.
 */
export async function runCommand(
  name: string,
  argv: readonly string[],
  place: Place,
  streams: Streams,
): Promise<number> {
  const { output } = streams;
  try {
    return await (onlyTools || name in tools ? runTool(name, argv, place, streams) : runLab(argv, place, streams));
  } catch (error) {
    if (error instanceof ReaderGone) return 0;
    for (const line of failureText(error, sessions, process.env.KAFKA_LAB_DEBUG !== undefined)) output.tell(line);
    return 1;
  } finally {
    closeSessions();
  }
}
