import { parseJavaInt } from '../../jvm/numbers';
import { logLine } from '../../text/logLine';
import { readInput } from '../standardInput';
import type { Tool, ToolContext } from '../tool';
import { ShellCrash } from './failures';
import type { ShellRelease } from './command';
import { shellReleases } from './releases';
import { InteractiveShell } from './shell';

/** zookeeper-shell (org.apache.zookeeper.ZooKeeperMain of the ZooKeeper that the release brings). */
export const zooKeeperShell: Tool = async (context) => {
  const { zooKeeperShell } = context.profile;
  if (zooKeeperShell === null) return 1;
  const release = shellReleases[zooKeeperShell];
  try {
    const exitCode = await runShell(context, release);
    if (exitCode !== 0 && release.logsExit)
      context.err(
        logLine(
          context.environment.clock.nowMs,
          'ERROR',
          `Exiting JVM with code ${exitCode}`,
          'org.apache.zookeeper.util.ServiceUtils',
        ),
      );
    return exitCode;
  } catch (error) {
    if (!(error instanceof ShellCrash)) throw error;
    context.err(`Exception in thread "main" ${error.exception}: ${error.message}`);
    return 1;
  }
};

async function runShell(context: ToolContext, release: ShellRelease): Promise<number> {
  const { server, timeoutMs, command } = readArguments(context);
  context.out(`Connecting to ${server}`);
  const shell = new InteractiveShell(context, release, server, timeoutMs);
  if (command.length > 0) {
    shell.run(command);
    return shell.exitCode;
  }
  context.out('Welcome to ZooKeeper!');
  context.out('JLine support is disabled');
  let last: readonly string[] = [];
  if (context.isTerminal) {
    shell.connect();
    for (;;) {
      const line = await context.readLine(shell.prompt());
      if (line === undefined) break;
      last = shell.runLine(line, last);
      if (shell.isOver) break;
    }
    return shell.exitCode;
  }
  const { bytes, broken } = readInput(context);
  for (const line of linesOf(bytes)) {
    shell.connect();
    last = shell.runLine(line, last);
    if (shell.isOver) return shell.exitCode;
  }
  if (broken) throw new ShellCrash('java.io.IOException', broken.message);
  return shell.exitCode;
}

/**
 * Options of the shell itself come before the command (ZooKeeperMain.MyCommandOptions.parseOptions); the launcher puts
 * -server in front.
 */
function readArguments(context: ToolContext): {
  readonly server: string;
  readonly timeoutMs: number;
  readonly command: readonly string[];
} {
  let argv = ['-server', ...context.argv];
  const tls = argv.indexOf('-zk-tls-config-file');
  if (tls >= 0 && tls === argv.length - 1)
    throw new ShellCrash(
      'java.lang.IllegalArgumentException',
      'Error: no filename provided with option -zk-tls-config-file',
    );
  if (tls >= 0) argv = [...argv.slice(0, tls), ...argv.slice(tls + 2)];
  const valued: Record<string, string> = { '-server': 'localhost:2181', '-timeout': '30000' };
  let at = 0;
  for (; at < argv.length && argv[at]!.startsWith('-'); at++) {
    const option = argv[at]!;
    if (!Object.hasOwn(valued, option)) continue;
    const value = argv[++at];
    if (value === undefined) {
      context.err(`Error: no argument found for option ${option}`);
      break;
    }
    valued[option] = value;
  }
  const timeout = parseJavaInt(valued['-timeout']!);
  if (timeout.kind === 'error') throw new ShellCrash('java.lang.NumberFormatException', timeout.message);
  return { server: valued['-server']!, timeoutMs: grantedTimeoutMs(timeout.value), command: argv.slice(at) };
}

/** The server grants sessions of 2 to 20 of its ticks of 3 s (zookeeper.properties: tickTime's default). */
function grantedTimeoutMs(askedMs: number): number {
  return Math.min(Math.max(askedMs, 6000), 60_000);
}

function linesOf(input: Uint8Array): string[] {
  const lines = Buffer.from(input)
    .toString('utf8')
    .split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
