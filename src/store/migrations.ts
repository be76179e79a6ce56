import { checksumOf } from '../log/storedBatch';
import type { StoredBatch } from '../model/log';
import { CorruptBatchError } from '../protocol/recordBatch';
import { decodeRecords } from '../protocol/records';
import { Statements, type Connection } from './connection';
import { Retelling } from '../story/retelling';
import { EventWriter } from './eventRows';
import { history } from './history';
import { batchFromRow, type BatchRow } from './rows';
import { schemaVersion, undoTables } from './schema';

/** Turns a file of one version of the layout into one of the next. */
export type Migration = (db: Connection) => void;

/**
 * The way from each earlier version to the next, by the version that it starts from. It leaves what `schema` gives a
 * new file, to the order of columns: test/store/migrations.test.ts compares the two, and opens a file of each version.
 */
const migrations: Readonly<Record<number, Migration>> = {
  1: (db) => {
    db.exec('CREATE TABLE group_rebalance (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID');
    causesAsData(db);
    addEvents(db);
    addChecksums(db);
    db.exec(undoTables);
  },
};

/**
 * Brings a file of an earlier version to the present one, in one transaction: it is done whole or not at all. A file of
 * this version is let alone, so that of two who open it at once the second finds it done.
 */
export function migrate(db: Connection, steps: Readonly<Record<number, Migration>> = migrations): void {
  const version = () => db.pragma('user_version', { simple: true }) as number;
  if (version() >= schemaVersion) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    for (let from = version(); from < schemaVersion; from++) {
      steps[from]?.(db);
      db.pragma(`user_version = ${from + 1}`);
    }
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** A cause was a sentence in version 1, and is data since. */
function causesAsData(db: Connection): void {
  db.exec(`ALTER TABLE cause RENAME TO told_cause;
    CREATE TABLE cause (id INTEGER PRIMARY KEY, time_ms INTEGER NOT NULL, data TEXT NOT NULL);
    INSERT INTO cause (id, time_ms, data)
      SELECT id, time_ms, json_object('kind', 'told', 'by', kind, 'text', text) FROM told_cause;
    DROP TABLE told_cause;`);
}

/** What happened stands in a table of its own since version 2. */
function addEvents(db: Connection): void {
  db.exec(`CREATE TABLE event (
    id INTEGER PRIMARY KEY, cause INTEGER NOT NULL, topic TEXT NOT NULL, kind TEXT NOT NULL, shape TEXT NOT NULL,
    count INTEGER NOT NULL, first INTEGER NOT NULL,
    last INTEGER NOT NULL, told TEXT NOT NULL);
    CREATE INDEX event_topic ON event (topic, id);`);
  const file = new Statements(db);
  const events = new EventWriter(file);
  const retelling = new Retelling(events.listen, (cause) => events.finish(cause));
  for (const { record, offset, cause } of history(file)) retelling.tell(record, offset, cause.id);
  retelling.finish();
}

/** Batches have had checksums since version 2. What can't be decoded gets none, so that it is known to be damaged. */
function addChecksums(db: Connection): void {
  db.exec('ALTER TABLE batch ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0');
  const next = db.prepare('SELECT * FROM batch WHERE id > ? ORDER BY id LIMIT 1');
  const keep = db.prepare('UPDATE batch SET checksum = ? WHERE id = ?');
  for (let id = 0; ; ) {
    const row = next.get(id) as (BatchRow & { readonly id: number }) | undefined;
    if (!row) return;
    id = row.id;
    const batch = batchFromRow(row);
    if (canBeDecoded(batch)) keep.run(checksumOf(batch), id);
  }
}

function canBeDecoded(batch: StoredBatch): boolean {
  try {
    for (const _ of decodeRecords(batch));
    return true;
  } catch (error) {
    if (error instanceof CorruptBatchError) return false;
    throw error;
  }
}
