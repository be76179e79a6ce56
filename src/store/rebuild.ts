import type { Connection } from './connection';
import { memoryDatabase } from './database';
import { EventWriter } from './eventRows';
import { history, type HistoryEntry } from './history';
import { Replay } from './replay';
import { schema } from './schema';
import { StateView } from './stateView';
import { Retelling } from '../story/retelling';

/**
 * Tables that are not derived from records: the history itself, what was appended, the clock and generator, and what
 * undo and redo need.
 */
const notReplayed = /^(?:meta|cause|record|batch|command|before_image|undone_\w+)$/;
/** It says by broker what `partition` says by topic: the two are held against each other in the file. */
const replicaTable = 'replica';

/**
 * Replays all records into an empty database and names the tables that come out otherwise than they stand in the file.
 * @param see gets each record on the way: a long log is read once
 */
export function tablesOtherThanReplayed(
  view: StateView,
  see: (entry: HistoryEntry) => void = () => undefined,
): string[] {
  const fresh = memoryDatabase();
  try {
    fresh.exec(schema);
    dropIndexes(fresh);
    const copy = new StateView(fresh, view.profile, view.controller, view.clusterId);
    const replay = new Replay(copy, false);
    const events = new EventWriter(copy);
    const retelling = new Retelling(events.listen, (cause) => events.finish(cause));
    fresh.exec('BEGIN');
    for (const entry of history(view)) {
      see(entry);
      const { record, offset, cause } = entry;
      retelling.tell(record, offset, cause.id);
      replay.apply(record);
    }
    retelling.finish();
    fresh.exec('COMMIT');
    return stateTables(view.db).filter((table) =>
      table === replicaTable ? !agreesWithPartitions(view.db) : !sameRows(view.db, fresh, table),
    );
  } finally {
    fresh.close();
  }
}

/** Damaged places that are looked for. */
const mostPlaces = 100;

/** What SQLite's own check finds wrong with the file, and which tables it lacks; empty when it is sound. */
export function fileProblems(view: StateView): string[] {
  const rows = view.db.pragma(`quick_check(${mostPlaces})`) as { quick_check: string }[];
  const places = rows.filter((row) => row.quick_check !== 'ok').length;
  const fresh = memoryDatabase();
  fresh.exec(schema);
  const found = new Set(tablesOf(view.db));
  const missing = tablesOf(fresh).filter((table) => !found.has(table));
  fresh.close();
  return [
    ...(places === 0 ? [] : [`damaged in ${places < mostPlaces ? places : `${mostPlaces} or more`} places`]),
    ...missing.map((table) => `there is no table ${table}`),
  ];
}

/**
 * Whether a file is to blame for a fault: it is not sound, or its records can't be read, or do not give the state that
 * stands in it.
 */
export function isDamaged(view: StateView): boolean {
  try {
    return fileProblems(view).length > 0 || tablesOtherThanReplayed(view).length > 0;
  } catch {
    return true;
  }
}

/** Replaying finds its rows by primary keys. */
function dropIndexes(db: Connection): void {
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").pluck().all();
  for (const name of names as string[]) db.exec(`DROP INDEX "${name}"`);
}

function stateTables(db: Connection): string[] {
  return tablesOf(db).filter((name) => !notReplayed.test(name));
}

function tablesOf(db: Connection): string[] {
  const rows = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .all() as { name: string }[];
  return rows.map(({ name }) => name);
}

/** Whether every replica stands in table `replica`, and nothing else. */
function agreesWithPartitions(db: Connection): boolean {
  const { rows, replicas, strangers } = db
    .prepare(
      `SELECT (SELECT count(*) FROM replica) AS rows,
         (SELECT coalesce(sum(length(replicas) - length(replace(replicas, ',', '')) + (replicas <> '')), 0)
           FROM partition) AS replicas,
         EXISTS (SELECT 1 FROM replica r LEFT JOIN partition p ON p.topic = r.topic AND p.partition = r.partition
           WHERE p.topic IS NULL OR instr(',' || p.replicas || ',', ',' || r.broker || ',') = 0) AS strangers`,
    )
    .get() as { rows: number; replicas: number; strangers: number };
  return rows === replicas && strangers === 0;
}

/** Rows that are compared at once, as one text that SQLite puts together. */
const rowsAtOnce = 2000;

/** Compares in the order of the primary key, a page at a time, so that neither table is held whole. */
function sameRows(one: Connection, other: Connection, table: string): boolean {
  const columns = one.pragma(`table_info("${table}")`) as { name: string; pk: number; notnull: number }[];
  const keys = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  const key = keys.map(({ name }) => `"${name}"`).join();
  // What cannot be null costs less when it is not quoted.
  const row = columns
    .map(({ name, notnull }) => (notnull === 1 ? `"${name}"` : `quote("${name}")`))
    .join(" || '|' || ");
  const after = `(${key}) > (${keys.map(() => '?').join()})`;
  const page = (condition: string) =>
    `SELECT group_concat(r, char(10)) FROM (SELECT ${row} AS r FROM "${table}" ${condition} ORDER BY ${key} LIMIT ` +
    `${rowsAtOnce})`;
  const last = (condition: string) =>
    `SELECT ${key} FROM "${table}" ${condition} ORDER BY ${key} LIMIT 1 OFFSET ${rowsAtOnce - 1}`;
  const texts = (db: Connection, from: readonly unknown[] | undefined) =>
    db
      .prepare(page(from ? `WHERE ${after}` : ''))
      .pluck()
      .get(...(from ?? [])) as string | null;
  for (let from: readonly unknown[] | undefined; ; ) {
    const text = texts(one, from);
    if (text !== texts(other, from)) return false;
    if (text === null) return true;
    const next = one
      .prepare(last(from ? `WHERE ${after}` : ''))
      .raw()
      .get(...(from ?? [])) as unknown[] | undefined;
    if (!next) return true;
    from = next;
  }
}
