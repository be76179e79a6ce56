import type { Connection } from './connection';
import { memoryDatabase } from './database';
import { EventWriter } from './eventRows';
import { history } from './history';
import { Replay } from './replay';
import { schema } from './schema';
import { StateView } from './stateView';
import { Retelling } from '../story/retelling';

/** Tables that are not derived from records: the history itself, what was appended, and the clock and generator. */
const notReplayed = new Set(['meta', 'cause', 'record', 'batch']);

/** Replays all records into an empty database and names the tables that come out otherwise than they stand in the file. */
export function tablesOtherThanReplayed(view: StateView): string[] {
  const fresh = memoryDatabase();
  try {
    fresh.exec(schema);
    const copy = new StateView(fresh, view.profile, view.controller, view.clusterId);
    const replay = new Replay(copy);
    const events = new EventWriter(copy);
    const retelling = new Retelling(events.listen, (cause) => events.finish(cause));
    fresh.exec('BEGIN');
    for (const { record, offset, cause } of history(view)) {
      retelling.tell(record, offset, cause.id);
      replay.apply(record);
    }
    retelling.finish();
    fresh.exec('COMMIT');
    return stateTables(view.db).filter((table) => !sameRows(view.db, fresh, table));
  } finally {
    fresh.close();
  }
}

/** What SQLite's own check finds wrong with the file; empty when it is sound. */
export function fileProblems(view: StateView): string[] {
  const rows = view.db.pragma('quick_check(5)') as { quick_check: string }[];
  return rows.map((row) => row.quick_check).filter((text) => text !== 'ok');
}

/** Whether a file is to blame for a fault: it is not sound, or its records can't be read, or do not give the state that stands in it. */
export function isDamaged(view: StateView): boolean {
  try {
    return fileProblems(view).length > 0 || tablesOtherThanReplayed(view).length > 0;
  } catch {
    return true;
  }
}

function stateTables(db: Connection): string[] {
  const rows = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .all() as { name: string }[];
  return rows.map(({ name }) => name).filter((name) => !notReplayed.has(name));
}

/** Compares row by row in the order of the primary key, so that neither table is held whole. */
function sameRows(one: Connection, other: Connection, table: string): boolean {
  const text = `SELECT * FROM "${table}" ORDER BY ${primaryKey(one, table)}`;
  const others = other.prepare(text).raw().iterate();
  try {
    for (const row of one.prepare(text).raw().iterate()) {
      const counterpart = others.next();
      if (counterpart.done || JSON.stringify(row) !== JSON.stringify(counterpart.value)) return false;
    }
    return others.next().done === true;
  } finally {
    others.return?.();
  }
}

function primaryKey(db: Connection, table: string): string {
  const columns = (db.pragma(`table_info("${table}")`) as { name: string; pk: number }[])
    .filter(({ pk }) => pk > 0)
    .sort((a, b) => a.pk - b.pk);
  return columns.length === 0 ? 'rowid' : columns.map(({ name }) => `"${name}"`).join();
}
