import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database';
import { migrate } from '../../src/store/migrations';
import { schema, schemaVersion } from '../../src/store/schema';
import { Sandbox } from '../process/sandbox';

/** Files of earlier layouts and what kafka-lab said of them then; facts/makeVersion1.sh made them. */
const earlier = [
  [1, 'version1.kraft'],
  [1, 'version1.zookeeper'],
] as const;

const facts = join(import.meta.dirname, 'facts');
const unpacked = (name: string) => gunzipSync(readFileSync(join(facts, `${name}.db.gz`)));

/** Columns and indexes of every table. */
function layoutOf(db: Database.Database): unknown {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
  return (tables as string[]).map((name) => [
    name,
    db.pragma(`table_xinfo("${name}")`),
    db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? ORDER BY name").all(name),
  ]);
}

describe.each(earlier)('a file of version %i (%s)', (version, name) => {
  const folder = mkdtempSync(join(tmpdir(), 'kafka-lab-test-'));
  const path = join(folder, 'cluster.db');
  const sandbox = new Sandbox();
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    sandbox.remove();
  });

  test('has the layout of a new one once it was opened', () => {
    writeFileSync(path, unpacked(name));
    const before = new Database(path);
    expect(before.pragma('user_version', { simple: true })).toBe(version);
    before.close();
    const fresh = new Database(':memory:');
    fresh.exec(schema);
    const db = openDatabase(path);
    expect(db.pragma('user_version', { simple: true })).toBe(schemaVersion);
    expect(layoutOf(db)).toEqual(layoutOf(fresh));
    db.close();
  });

  test('tells what it told then', () => {
    sandbox.run('kafka-lab init');
    writeFileSync(sandbox.file, unpacked(name));
    const recorded = readFileSync(join(facts, `${name}.txt`), 'utf8')
      .split(/^\$ /m)
      .slice(1);
    for (const look of recorded) {
      const [command, ...lines] = look.trimEnd().split('\n');
      const { stdout, stderr } = sandbox.run(command!, { TZ: 'UTC' });
      const told = stdout.replaceAll(sandbox.home, 'HOME').trimEnd().split('\n');
      // What is checked may grow.
      if (command === 'kafka-lab verify') {
        expect(told).toEqual(expect.arrayContaining(lines));
        expect(stdout).not.toContain('broken');
      } else expect([command, told]).toEqual([command, lines]);
      expect(stderr).toBe('');
    }
  });
});

test('a migration that fails leaves the file as it was', () => {
  const db = new Database(':memory:');
  db.exec('CREATE TABLE kept (x); PRAGMA user_version = 1');
  const failing = {
    1: (file: Database.Database) => {
      file.exec('DROP TABLE kept');
      throw new Error('no room');
    },
  };
  expect(() => migrate(db, failing)).toThrow('no room');
  expect(db.pragma('user_version', { simple: true })).toBe(1);
  expect(db.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['kept']);
});

test('two who open a file at once migrate it once', () => {
  const db = new Database(':memory:');
  db.exec('PRAGMA user_version = 1');
  let runs = 0;
  const counting = { 1: () => void runs++ };
  migrate(db, counting);
  migrate(db, counting);
  expect(runs).toBe(1);
});
