#!/bin/sh
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { currentUser, distrust } from './ownership';

// Starts the bundle for the name it is called by. The line above the code (launcher.sh) is the shell's, which starts
// Node with this file: Node takes a closed standard output for /dev/null, and the shell makes of it one that says that
// it cannot be written.

const name = basename(process.argv[1]!).replace(/\.(?:cjs|sh)$/, '');
const folder = join(dirname(__dirname), 'dist');
const filename = join(folder, name === 'kafka-lab' ? 'lab.cjs' : 'tools.cjs');
const load = createRequire(filename);
const user = currentUser();
const running = statSync(__filename);

/**
 * What is loaded as code is of this user, of root, or of who owns this file; and no more people may change it than this
 * file.
 */
function refuseForeign(...paths: readonly string[]): void {
  for (const path of paths) {
    const reason = distrust(path, user && { ...user, running });
    if (reason !== undefined) end(reason);
  }
}

function end(reason: string): never {
  writeFileSync(2, `${reason}\n`);
  process.exit(1);
}

/**
 * The compiled part of better-sqlite3; its JavaScript is in the bundle, because finding and compiling it takes longer
 * than most commands.
 */
function addon(): unknown {
  let path: string;
  try {
    path = join(dirname(load.resolve('better-sqlite3/package.json')), 'build', 'Release', 'better_sqlite3.node');
  } catch {
    end(`better-sqlite3, which kafka-lab is built on, is missing. Install it: cd ${dirname(folder)} && npm ci`);
  }
  const folders = [path];
  while (basename(folders.at(-1)!) !== 'node_modules') folders.push(dirname(folders.at(-1)!));
  refuseForeign(...folders);
  try {
    return load(path);
  } catch (error) {
    end(
      `Cannot load ${path}: ${(error as Error).message.replace(/\s+/g, ' ')} Build it again: npm rebuild ` +
        `better-sqlite3`,
    );
  }
}

/**
 * V8's code cache of a name's last first run: compiled code is half of what a command costs beyond bare Node. V8
 * refuses that of another V8, but not a damaged one, which it crashes on, nor that of another source of the same
 * length. So it ends with a checksum.
 */
class CodeCache {
  private readonly folder = join(folder, 'cache');
  private readonly file = join(this.folder, name);
  /** What the code was compiled from and by. */
  private readonly origin: number;

  constructor() {
    const { size, mtimeMs } = statSync(filename);
    this.origin = crc32(`${process.version} ${size} ${mtimeMs}`);
  }

  /** The cached code, or undefined where there is none that may be used. */
  read(): Buffer | undefined {
    try {
      if (this.isForeign(this.folder) || this.isForeign(this.file)) return undefined;
      const bytes = readFileSync(this.file);
      const code = bytes.subarray(0, -4);
      return bytes.readUInt32LE(code.length) === crc32(code, this.origin) ? code : undefined;
    } catch {
      return undefined;
    }
  }

  /** Where it cannot be written, commands work as well, only some milliseconds later. */
  write(code: Buffer): void {
    const draft = `${this.file}.new`;
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o755 });
      if (this.isForeign(this.folder)) {
        if (statSync(this.folder).uid !== user?.uid) return;
        chmodSync(this.folder, 0o755);
      }
      const checksum = Buffer.alloc(4);
      checksum.writeUInt32LE(crc32(code, this.origin));
      rmSync(draft, { force: true });
      writeFileSync(draft, Buffer.concat([code, checksum]), { mode: 0o644, flag: 'wx' });
      renameSync(draft, this.file);
    } catch {
      try {
        rmSync(draft, { force: true });
      } catch {
        // a read-only installation
      }
    }
  }

  private isForeign(path: string): boolean {
    return distrust(path, user && { ...user, running: { ...running, mode: 0 } }) !== undefined;
  }
}

if (!existsSync(filename)) end(`kafka-lab is not built yet. Build it: cd ${dirname(folder)} && npm run build`);
refuseForeign(folder, filename);
const bindings = addon();
const cache = new CodeCache();
const cachedData = cache.read();
const script = new Script(wrap(readFileSync(filename, 'latin1')), { filename, ...(cachedData && { cachedData }) });
// At the end, when all that this command needs has been compiled.
if (cachedData === undefined || script.cachedDataRejected)
  process.on('exit', () => cache.write(script.createCachedData()));
const program = { exports: {} as { main(): void } };
const give = (wanted: string): unknown => (wanted === 'bindings' ? () => bindings : load(wanted));
script.runInThisContext()(program.exports, give, program, filename, folder);
program.exports.main();
