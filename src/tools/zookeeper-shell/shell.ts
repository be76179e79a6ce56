import { parseConnectString, type ConnectString } from '../../clients/connectString';
import { ZooKeeperClient, zooKeeperAnswers } from '../../clients/zooKeeper';
import { parseCommonsCli } from '../../parsing/commonsCli';
import { logLine } from '../../text/logLine';
import type { ToolContext } from '../tool';
import type { Shell, ShellCommandLine, ShellRelease, WatchKind } from './command';
import { connectionLog } from './connection';
import { ShellCrash, ShellFailure } from './failures';

/** Commands of the shell itself; they come before those that talk to the server. */
const ownCommands: Readonly<Record<string, string>> = {
  connect: 'host:port',
  history: '',
  printwatches: 'on|off',
  quit: '',
  redo: 'cmdno',
};

interface Watch {
  readonly path: string;
  readonly kind: WatchKind;
  readonly seen: string | undefined;
}

/**
 * One run of zookeeper-shell: its connection, watches and history
 * (org.apache.zookeeper.ZooKeeperMainWithTlsSupportForKafka).
 */
export class InteractiveShell implements Shell {
  exitCode = 0;
  /** quit was said. */
  isOver = false;
  commandCount = 0;
  private connection: ConnectString;
  private client: ZooKeeperClient | undefined;
  private isClosed = false;
  private printsWatches = true;
  private watches: Watch[] = [];
  private readonly history = new Map<number, string>();

  constructor(
    private readonly context: ToolContext,
    readonly release: ShellRelease,
    private server: string,
    private readonly sessionTimeoutMs: number,
  ) {
    this.connection = connectStringOf(server);
  }

  out(line: string): void {
    this.context.out(line);
  }

  write(text: string): void {
    this.context.write(text);
  }

  err(line: string): void {
    this.context.err(line);
  }

  prompt(): string {
    const state = this.isClosed ? 'CLOSED' : this.client || this.connect() ? 'CONNECTED' : 'CONNECTING';
    return `[zk: ${this.server}(${state}) ${this.commandCount}] `;
  }

  zooKeeper(path: string, command?: 'get'): ZooKeeperClient {
    const client = this.client ?? this.connect();
    if (client) return client;
    for (const { level, message, logger, exception } of connectionLog(this.connection.addresses[0]!, this.release)) {
      this.err(logLine(this.context.environment.clock.nowMs, level, message, logger));
      this.err(exception);
    }
    const text = `KeeperErrorCode = ConnectionLoss for ${path}`;
    throw new ShellFailure(
      command === 'get' && this.release.getShowsExceptions
        ? `org.apache.zookeeper.KeeperException$ConnectionLossException: ${text}`
        : text,
    );
  }

  /** Opens the session where somebody answers; the event of it is printed once. */
  connect(): ZooKeeperClient | undefined {
    if (this.client || this.isClosed || !zooKeeperAnswers(this.context.zooKeeper, this.connection.addresses))
      return this.client;
    this.client = new ZooKeeperClient(this.context.zooKeeper, this.connection.chroot, this.sessionTimeoutMs);
    this.printEvent('SyncConnected', 'None', 'null');
    return this.client;
  }

  close(): void {
    this.client ??= this.connect();
    if (!this.client) return;
    this.client.close();
    this.client = undefined;
    this.isClosed = true;
    this.watches = [];
    this.printEvent('Closed', 'None', 'null');
  }

  watch(path: string, kind: WatchKind): void {
    this.watches.push({ path, kind, seen: this.seen(path, kind) });
  }

  unwatch(path: string): boolean {
    const before = this.watches.length;
    this.watches = this.watches.filter((watch) => watch.path !== path);
    return this.watches.length < before;
  }

  ephemerals(prefix: string): readonly string[] {
    return this.zooKeeper('/').ephemerals(prefix);
  }

  /** A line of an interactive session. A line of blanks does the last command again, as the real shell does. */
  runLine(line: string, last: readonly string[]): readonly string[] {
    if (line === '') return last;
    const words = splitLine(line);
    this.history.set(this.commandCount, line);
    const argv = words.length > 0 ? words : last;
    if (argv.length > 0) this.run(argv);
    this.commandCount++;
    return argv;
  }

  /** Runs a command; where it fails its message is printed and the exit code kept. */
  run(argv: readonly string[]): void {
    try {
      this.client?.ping();
      this.dispatch(argv);
      this.exitCode = 0;
    } catch (error) {
      if (!(error instanceof ShellFailure)) throw error;
      this.exitCode = error.exitCode;
      this.err(error.message);
    }
    this.printChanges();
  }

  private dispatch(argv: readonly string[]): void {
    const [name, argument] = [argv[0]!, argv[1]];
    const commands = this.release.commands;
    if (!Object.hasOwn(commands, name) && !Object.hasOwn(ownCommands, name)) {
      this.printUsage();
      throw new ShellFailure(`Command not found: Command not found ${name}`, 127);
    }
    if (name === 'quit') {
      this.isOver = true;
      const { exitCode } = this;
      this.close();
      this.exitCode = exitCode;
      return;
    }
    if (name === 'redo' && argument !== undefined) this.redo(Number(argument));
    if (name === 'history') {
      for (let i = Math.max(0, this.commandCount - 10); i <= this.commandCount; i++)
        this.out(`${i} - ${this.history.get(i) ?? 'null'}`);
    }
    if (name === 'printwatches') {
      if (argument === undefined) this.out(`printwatches is ${this.printsWatches ? 'on' : 'off'}`);
      else this.printsWatches = argument === 'on';
    }
    if (name === 'connect') this.reconnect(argument ?? this.server);
    if (this.isClosed) {
      this.out('Not connected');
      return;
    }
    const command = commands[name];
    if (command) command.run(this, this.parse(name, argv));
  }

  private parse(name: string, argv: readonly string[]): ShellCommandLine {
    const command = this.release.commands[name]!;
    const read = (words: readonly string[]): ShellCommandLine => {
      const parsed = parseCommonsCli(command.options, words);
      if (parsed.kind === 'error') throw new ShellFailure(`${parsed.exception}: ${parsed.message}`);
      return parsed;
    };
    if (command.takesAnything) return { options: new Map(), args: argv };
    const line = read(argv);
    const usage = `${name} ${command.usage}`;
    if (line.args.length < command.least) throw new ShellFailure(usage);
    if (command.olderForm === undefined || line.args.length <= 2) return line;
    const options = command.usage.replace(/ path$/, '');
    this.err(
      `'${name} path [${command.olderForm}]' has been deprecated. Please use '${name} ` +
        `${name === 'ls' ? '[-w]' : options} path' instead.`,
    );
    return command.olderForm === 'watch' ? read(argv.map((word, index) => (index === 2 ? '-w' : word))) : line;
  }

  private redo(index: number): void {
    if (!(index >= 0 && index < this.commandCount)) throw new ShellFailure('Command index out of range');
    const line = this.history.get(index) ?? '';
    const words = splitLine(line);
    if (words[0] === 'redo') throw new ShellFailure('No redoing redos');
    this.history.set(this.commandCount, line);
    this.run(words);
  }

  private reconnect(server: string): void {
    if (this.client) this.close();
    this.server = server;
    this.connection = connectStringOf(server);
    this.isClosed = false;
    this.connect();
  }

  private printUsage(): void {
    this.err('ZooKeeper -server host:port [-zk-tls-config-file <file>] cmd args');
    const usages: Record<string, string> = { ...ownCommands };
    for (const [name, command] of Object.entries(this.release.commands)) usages[name] = command.usage;
    for (const name of Object.keys(usages).sort()) this.err(`\t${name} ${usages[name]}`);
  }

  /** Watches fire once; what changed is seen after the command that changed it, or before the next one. */
  private printChanges(): void {
    if (!this.client) return;
    const fired = this.watches.filter((watch) => this.seen(watch.path, watch.kind) !== watch.seen);
    this.watches = this.watches.filter((watch) => !fired.includes(watch));
    const events = fired.map(({ path, kind, seen }) => {
      const isThere = this.seen(path, kind) !== undefined;
      if (!isThere) return `NodeDeleted ${path}`;
      if (seen === undefined) return `NodeCreated ${path}`;
      return `${kind === 'data' ? 'NodeDataChanged' : 'NodeChildrenChanged'} ${path}`;
    });
    for (const event of new Set(events))
      this.printEvent('SyncConnected', event.slice(0, event.indexOf(' ')), event.slice(event.indexOf(' ') + 1));
  }

  private seen(path: string, kind: WatchKind): string | undefined {
    const znode = this.client?.read(path);
    return znode && (kind === 'data' ? `=${znode.data}` : znode.children.join('/'));
  }

  private printEvent(state: string, type: string, path: string): void {
    if (!this.printsWatches) return;
    for (const text of ['WATCHER::', `WatchedEvent state:${state} type:${type} path:${path}`]) this.out(`\n${text}`);
  }
}

function connectStringOf(server: string): ConnectString {
  const parsed = parseConnectString(server);
  if ('thrown' in parsed) throw new ShellCrash(parsed.thrown.exception, String(parsed.thrown.message));
  return parsed;
}

/** Words of a line; quotes hold several together (ZooKeeperMain.MyCommandOptions.parseCommand). */
function splitLine(line: string): string[] {
  const words = Array.from(line.matchAll(/\s*([^"']\S*|"[^"]*"|'[^']*')\s*/g), (match) => match[1]!);
  return words.map((word) => word.replace(/^(['"])(.*)\1$/s, '$2'));
}
