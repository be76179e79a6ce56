import { fstatSync, readSync, writeSync } from 'node:fs';
import { IOException } from '../jvm/ioException';
import { visible } from '../text/visible';

/** How long to wait for the other end of a pipe that does not block, ms. */
const pipeWaitMs = 5;
const pause = new Int32Array(new SharedArrayBuffer(4));
/** Text is written when so much has come together, bytes. */
const chunkBytes = 1 << 16;
/** The most that a code unit of UTF-16 takes in UTF-8. */
const mostBytesOfCodeUnit = 3;

/** Whoever read the output has seen enough, so a command that only prints need not go on. */
export class ReaderGone extends Error {}

/**
 * Text for the two streams in the order in which it was printed; written after the work is done, or when much has come
 * together. Where standard output cannot be written, the command goes on without it, as a JVM's does: its work is not
 * to end in the middle for that.
 */
export class Output {
  /** Text is put together in place: of a long answer nothing else is kept. */
  private readonly chunk = Buffer.allocUnsafe(chunkBytes);
  private size = 0;
  private stream: 1 | 2 = 1;
  private hasWritten = false;
  private failure: NodeJS.ErrnoException | undefined;
  private isFailureTold = false;

  /** @param sink takes what is written, in order; without it the process's own streams do */
  constructor(private readonly sink: (stream: 1 | 2, bytes: Uint8Array) => void = writeAll) {}

  write(stream: 1 | 2, text: string | Uint8Array): void {
    if (stream !== this.stream) this.flush();
    this.stream = stream;
    const most = typeof text === 'string' ? text.length * mostBytesOfCodeUnit : text.length;
    if (this.size + most > chunkBytes) this.flush();
    if (most > chunkBytes) this.send(typeof text === 'string' ? Buffer.from(text) : text);
    else if (typeof text === 'string') this.size += this.chunk.write(text, this.size);
    else {
      this.chunk.set(text, this.size);
      this.size += text.length;
    }
  }

  /** A line of kafka-lab's own on standard error. */
  readonly tell = (line: string): void => this.write(2, `${visible(line)}\n`);

  flush(): void {
    const { size } = this;
    this.size = 0;
    this.send(this.chunk.subarray(0, size));
  }

  private send(bytes: Uint8Array): void {
    if (bytes.length === 0 || (this.stream === 1 && this.failure)) return;
    this.hasWritten ||= this.stream === 1;
    try {
      this.sink(this.stream, bytes);
    } catch (error) {
      // Without standard error there is nobody left to tell.
      if (this.stream === 1) this.failure = error as NodeJS.ErrnoException;
    }
  }

  /**
   * Whether standard output could not be written (PrintStream.checkError): whoever asks tells it. It is known when a
   * chunk has been written. What nobody looks at is written at the first question; elsewhere that would be too soon:
   * who is interrupted for what it printed has to sleep then.
   */
  checkError(): boolean {
    if (!this.hasWritten && !isLookedAt()) this.flush();
    if (this.failure) this.isFailureTold = true;
    return this.failure !== undefined;
  }

  /** @throws ReaderGone when standard output is a pipe whose other end was closed */
  requireReader(): void {
    if (this.failure?.code === 'EPIPE') throw new ReaderGone();
  }

  /** Writes what is left. Returns why text was lost, unless its reader did not want it or that was told. */
  finish(): string | undefined {
    this.flush();
    return this.failure === undefined || this.failure.code === 'EPIPE' || this.isFailureTold
      ? undefined
      : reason(this.failure);
  }
}

function writeAll(stream: 1 | 2, bytes: Uint8Array): void {
  let left = bytes;
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(stream, left));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, pipeWaitMs);
    }
  }
}

/**
 * Standard input, whole; where the shell made the pipe one that does not block, its writer is waited for.
 * @throws IOException when it is a folder, for example
 */
export function readInput(): Uint8Array {
  const chunks: Buffer[] = [];
  const chunk = Buffer.alloc(chunkBytes);
  for (;;) {
    try {
      const length = readSync(0, chunk);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(Buffer.from(chunk.subarray(0, length)));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return Buffer.concat(chunks);
      if (code !== 'EAGAIN') {
        const before = Buffer.concat(chunks);
        throw new IOException(systemWords(code, error), before.subarray(0, before.lastIndexOf('\n') + 1));
      }
      Atomics.wait(pause, 0, 0, pipeWaitMs);
    }
  }
}

/** What a command reads and writes. */
export interface Streams {
  readonly output: Output;
  /** Standard input, whole. @throws IOException where it cannot be read */
  readonly readInput: () => Uint8Array;
  /** Whether a person is at the other end. */
  readonly isTerminal: (stream: 0 | 1) => boolean;
  /** Sleeps (wall time, ms) unless the user ends the command. */
  readonly sleep: (ms: number) => Promise<'slept' | 'interrupted'>;
}

/** Those of the process. */
export const processStreams: Streams = {
  output: new Output(),
  readInput,
  isTerminal,
  sleep: (ms) =>
    new Promise((resolve) => {
      const end = (how: 'slept' | 'interrupted') => {
        clearTimeout(timer);
        process.removeListener('SIGINT', interrupt).removeListener('SIGTERM', interrupt);
        resolve(how);
      };
      const interrupt = () => end('interrupted');
      const timer = setTimeout(end, ms, 'slept');
      process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    }),
};

/**
 * Those of a command inside the process: what it prints is gathered, and where it would wait for what others do it is
 * interrupted, as by Ctrl-C.
 */
export function gatheringStreams(input: Uint8Array, take: (stream: 1 | 2, text: string) => void): Streams {
  return {
    output: new Output((stream, bytes) => take(stream, Buffer.from(bytes).toString())),
    readInput: () => input,
    isTerminal: () => false,
    sleep: async () => 'interrupted',
  };
}

/** Whether somebody may read standard output while it is written: not that which goes to a device such as /dev/null. */
function isLookedAt(): boolean {
  return !fstatSync(1).isCharacterDevice() || isTerminal(1);
}

/**
 * Whether a person is at the other end. Node's own question takes some milliseconds, so what can be none is not asked
 * about.
 */
export function isTerminal(stream: 0 | 1): boolean {
  return fstatSync(stream).isCharacterDevice() && (stream === 0 ? process.stdin : process.stdout).isTTY === true;
}

/** The columns of the terminal at standard output; undefined where there is none. */
export function terminalColumns(): number | undefined {
  return isTerminal(1) ? process.stdout.columns : undefined;
}

/** The C library's words, which a JVM passes on, for what a read may meet. */
function systemWords(code: string | undefined, error: unknown): string {
  const words: Readonly<Record<string, string>> = {
    EISDIR: 'Is a directory',
    EIO: 'Input/output error',
    EBADF: 'Bad file descriptor',
  };
  return words[code ?? ''] ?? reason(error as NodeJS.ErrnoException);
}

/** "ENOSPC: no space left on device, write" without the code and the call. */
function reason({ message }: NodeJS.ErrnoException): string {
  return message.replace(/^\w+: (.*), \w+$/, '$1');
}
