/**
 * Version of the file's layout; a file of a newer one is refused, an older one is migrated when it is opened (see
 * migrations).
 */
export const schemaVersion = 2;

/** "KLAB": tells a cluster's file from every other SQLite file. */
export const applicationId = 0x4b4c4142;

/** Columns of the tables that only grow. */
const historyColumns = {
  cause: 'id INTEGER PRIMARY KEY, time_ms INTEGER NOT NULL, data TEXT NOT NULL',
  record:
    'offset INTEGER PRIMARY KEY, time_ms INTEGER NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL, ' +
    'cause INTEGER NOT NULL',
  event: `id INTEGER PRIMARY KEY, cause INTEGER NOT NULL, topic TEXT NOT NULL, kind TEXT NOT NULL, shape TEXT NOT NULL,
    count INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, told TEXT NOT NULL`,
  batch: `id INTEGER PRIMARY KEY, topic INTEGER NOT NULL, partition INTEGER NOT NULL, leader_epoch INTEGER NOT NULL,
    base_offset INTEGER NOT NULL, last_offset INTEGER NOT NULL, record INTEGER NOT NULL,
    base_timestamp_ms INTEGER NOT NULL, max_timestamp_ms INTEGER NOT NULL, producer_id INTEGER NOT NULL,
    producer_epoch INTEGER NOT NULL,
    base_sequence INTEGER NOT NULL, transactional INTEGER NOT NULL, control TEXT NOT NULL, acks INTEGER NOT NULL,
    bytes INTEGER NOT NULL, records BLOB NOT NULL, checksum INTEGER NOT NULL DEFAULT 0`,
};

/** The tables that only grow, and the column that numbers their rows. */
export const historyTables = { record: 'offset', cause: 'id', event: 'id', batch: 'id' } as const;

/** Columns of a command that can be taken back (see store/commandLog). */
const commandColumns =
  'id INTEGER PRIMARY KEY, words TEXT NOT NULL, changes INTEGER NOT NULL, start TEXT NOT NULL, bytes INTEGER NOT NULL';

/**
 * What undo and redo need, and nothing else reads: the latest commands, what the tables had before each of them, and
 * what of the history was taken back.
 */
export const undoTables = `
CREATE TABLE command (${commandColumns});
CREATE TABLE before_image (id INTEGER PRIMARY KEY, command INTEGER NOT NULL, images TEXT NOT NULL);
CREATE INDEX before_image_command ON before_image (command);
CREATE TABLE undone_command (${commandColumns}, finish TEXT NOT NULL);
${Object.entries(historyColumns)
  .map(([table, columns]) => `CREATE TABLE undone_${table} (${columns});`)
  .join('\n')}`;

/**
 * The cluster's file. `record` is the history and the only truth; the other tables are what replaying it gives, kept up
 * to date in the same transaction. One part of the history is kept beside it: `batch` has the produced records, written
 * once (see AppendRecord). `event` tells the history in words, and finds a topic's records in it: like events of one
 * cause and topic are one row. Lists of broker ids are text as the tools print it ("1,2,3"), so that describing a big
 * cluster copies strings.
 */
export const schema = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE cause (${historyColumns.cause});
CREATE TABLE record (${historyColumns.record});
CREATE TABLE event (${historyColumns.event});
CREATE INDEX event_topic ON event (topic, id);
CREATE TABLE node (
  id INTEGER PRIMARY KEY, role TEXT NOT NULL, host TEXT NOT NULL, port INTEGER NOT NULL, rack TEXT,
  process TEXT NOT NULL, process_since_ms INTEGER NOT NULL,
  last_contact_ms INTEGER NOT NULL, registered INTEGER NOT NULL, fenced INTEGER NOT NULL,
  broker_epoch INTEGER NOT NULL, unclean_shutdown INTEGER NOT NULL,
  catch_up_since_ms INTEGER, properties TEXT NOT NULL, incarnation_registered INTEGER NOT NULL,
  directory_id TEXT NOT NULL, throttled_since_ms INTEGER);
CREATE TABLE controller (one INTEGER PRIMARY KEY CHECK (one = 1), id INTEGER NOT NULL, epoch INTEGER NOT NULL,
  since_ms INTEGER NOT NULL, imbalanced_since_ms INTEGER,
  lost_since_ms INTEGER, unlisted INTEGER NOT NULL);
INSERT INTO controller (one, id, epoch, since_ms, unlisted) VALUES (1, -1, 0, 0, 0);
CREATE TABLE feature (name TEXT PRIMARY KEY, level INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE topic (key INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, topic_id TEXT NOT NULL UNIQUE,
  deleting INTEGER NOT NULL DEFAULT 0);
CREATE TABLE partition (
  topic INTEGER NOT NULL, partition INTEGER NOT NULL, leader INTEGER NOT NULL, replicas TEXT NOT NULL,
  isr TEXT NOT NULL, elr TEXT NOT NULL DEFAULT '',
  last_known_elr TEXT NOT NULL DEFAULT '', leader_epoch INTEGER NOT NULL, partition_epoch INTEGER NOT NULL,
  controller_epoch INTEGER NOT NULL, preferred INTEGER NOT NULL,
  adding TEXT NOT NULL DEFAULT '', removing TEXT NOT NULL DEFAULT '', recovering INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (topic, partition)) WITHOUT ROWID;
CREATE INDEX partition_without_leader ON partition (topic, partition) WHERE leader = -1;
CREATE INDEX partition_away ON partition (topic, partition) WHERE leader <> preferred;
CREATE INDEX partition_reassigning ON partition (topic, partition) WHERE adding || removing <> '';
CREATE TABLE replica (broker INTEGER NOT NULL, topic INTEGER NOT NULL, partition INTEGER NOT NULL,
  PRIMARY KEY (broker, topic, partition)) WITHOUT ROWID;
CREATE TABLE batch (${historyColumns.batch});
CREATE UNIQUE INDEX batch_place ON batch (topic, partition, leader_epoch, base_offset);
CREATE INDEX batch_producer ON batch (producer_id, topic, partition) WHERE producer_id >= 0;
CREATE INDEX batch_transactional ON batch (topic, partition, base_offset) WHERE transactional = 1;
CREATE TABLE log (
  topic INTEGER NOT NULL, partition INTEGER NOT NULL, broker INTEGER NOT NULL, start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL, high_watermark INTEGER NOT NULL,
  fetched_offset INTEGER NOT NULL, lineage TEXT NOT NULL, PRIMARY KEY (topic, partition, broker)) WITHOUT ROWID;
CREATE TABLE acknowledged (topic INTEGER NOT NULL, partition INTEGER NOT NULL, leader_epoch INTEGER NOT NULL,
  base_offset INTEGER NOT NULL, PRIMARY KEY (topic, partition, leader_epoch, base_offset)) WITHOUT ROWID;
CREATE TABLE txn (
  id TEXT PRIMARY KEY, producer_id INTEGER NOT NULL, producer_epoch INTEGER NOT NULL, timeout_ms INTEGER NOT NULL,
  state TEXT NOT NULL, start_ms INTEGER NOT NULL,
  partitions TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX txn_unfinished ON txn (id) WHERE state IN ('Ongoing', 'PrepareCommit', 'PrepareAbort');
CREATE TABLE group_rebalance (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE fault (kind TEXT NOT NULL, target TEXT NOT NULL, since_ms INTEGER NOT NULL, PRIMARY KEY (kind,
  target)) WITHOUT ROWID;
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE config (type TEXT NOT NULL, resource TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (type, resource, name)) WITHOUT ROWID;
CREATE TABLE client_quota (entity TEXT NOT NULL, key TEXT NOT NULL, value REAL NOT NULL, PRIMARY KEY (entity,
  key)) WITHOUT ROWID;
PRAGMA application_id = ${applicationId};
CREATE TABLE migration (one INTEGER PRIMARY KEY CHECK (one = 1), phase TEXT NOT NULL, metadata_offset INTEGER NOT NULL);
CREATE TABLE znode (path TEXT PRIMARY KEY, data TEXT, session TEXT, expires_ms INTEGER) WITHOUT ROWID;
${undoTables}
PRAGMA user_version = ${schemaVersion};
`;
