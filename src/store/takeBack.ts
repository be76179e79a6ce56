import { BeforeImages } from './beforeImages';
import { historyNames, metaRows, type CommandStart } from './commandLog';
import type { ClusterRecord } from '../model/records';
import { PutBack } from './putBack';
import type { Replay } from './replay';
import { historyTables } from './schema';
import type { StateView } from './stateView';

/** A command that was taken back, or brought back. */
export interface TakenCommand {
  /** As it was typed. */
  readonly words: readonly string[];
  /** Cluster time at which it began, ms. */
  readonly startMs: number;
}

/** Commands that were taken, the one first that was taken first; or how many there are, where there are not enough. */
export type Taken =
  | { readonly kind: 'taken'; readonly commands: readonly TakenCommand[] }
  | { readonly kind: 'too-few'; readonly available: number };

interface CommandRow {
  readonly id: number;
  readonly words: string;
  readonly changes: number;
  readonly start: string;
}

interface UndoneRow extends CommandRow {
  readonly finish: string;
}

/**
 * Takes back the latest commands that changed something, and what happened since: the tables, the history, the clock
 * and the generator are as they were when the first of them began. To be called in a transaction, which is rolled back
 * where there are too few.
 * @param count how many
 */
export function takeBack(view: StateView, count: number): Taken {
  const rows = view.sql('SELECT id, words, changes, start FROM command ORDER BY id DESC').all() as CommandRow[];
  const taken = upToChange(rows, count);
  if (!taken) return tooFew(rows);
  let finish: CommandStart['meta'] = metaRows(view);
  for (const row of taken) {
    view.sql('INSERT INTO undone_command SELECT *, ? FROM command WHERE id = ?').run(JSON.stringify(finish), row.id);
    finish = startOf(row).meta;
  }
  const { id } = taken.at(-1)!;
  const { meta, next, topicKey } = startOf(taken.at(-1)!);
  for (const table of historyNames) {
    const rest = `FROM ${table} WHERE ${historyTables[table]} >= ?`;
    view.sql(`INSERT INTO undone_${table} SELECT * ${rest}`).run(next[table]);
    view.sql(`DELETE ${rest}`).run(next[table]);
  }
  const putBack = new PutBack(view);
  const kept = view.sql('SELECT id, images FROM before_image WHERE command >= ? ORDER BY id DESC LIMIT 1');
  const remove = view.sql('DELETE FROM before_image WHERE id = ?');
  for (let row = kept.get(id); row !== undefined; row = kept.get(id)) {
    const { id: image, images: text } = row as { id: number; images: string };
    putBack.all(text);
    remove.run(image);
  }
  view.sql('DELETE FROM command WHERE id >= ?').run(id);
  view.sql("UPDATE sqlite_sequence SET seq = ? WHERE name = 'topic'").run(topicKey);
  setMeta(view, meta);
  return { kind: 'taken', commands: changesOf(taken) };
}

/** Brings back what was taken back last, as long as nothing else was changed: the same as takeBack, the other way. */
export function bringForward(view: StateView, replay: Replay, count: number): Taken {
  const rows = view
    .sql('SELECT id, words, changes, start, finish FROM undone_command ORDER BY id')
    .all() as UndoneRow[];
  const changes = rows.filter((row) => row.changes === 1);
  if (changes.length < count) return tooFew(rows);
  // What was only looked at afterwards goes with the change before it.
  const taken = rows.filter(({ id }) => id < (changes[count]?.id ?? Number.POSITIVE_INFINITY));
  for (const [index, row] of taken.entries()) bringOneForward(view, replay, row, rows[index + 1]);
  setMeta(view, JSON.parse(taken.at(-1)!.finish) as CommandStart['meta']);
  return { kind: 'taken', commands: changesOf(taken) };
}

function bringOneForward(view: StateView, replay: Replay, row: UndoneRow, following: UndoneRow | undefined): void {
  const { next } = startOf(row);
  const end = following && startOf(following).next;
  for (const table of historyNames) {
    const own = `FROM undone_${table} WHERE ${historyTables[table]} < ?`;
    const before = end?.[table] ?? Number.MAX_SAFE_INTEGER;
    view.sql(`INSERT INTO ${table} SELECT * ${own}`).run(before);
    view.sql(`DELETE ${own}`).run(before);
  }
  const images = new BeforeImages(view);
  const records = view.sql('SELECT data FROM record WHERE offset >= ? ORDER BY offset');
  for (const { data } of records.all(next.record) as { data: string }[]) {
    const record = JSON.parse(data) as ClusterRecord;
    images.note(record);
    replay.apply(record);
  }
  view.sql('INSERT INTO command SELECT id, words, changes, start, bytes FROM undone_command WHERE id = ?').run(row.id);
  view.sql('INSERT INTO before_image (command, images) VALUES (?, ?)').run(row.id, images.take());
  view.sql('DELETE FROM undone_command WHERE id = ?').run(row.id);
}

/** The first rows that have so many changes among them; undefined where there are not so many. */
function upToChange(rows: readonly CommandRow[], count: number): readonly CommandRow[] | undefined {
  let changes = 0;
  const last = rows.findIndex((row) => row.changes === 1 && ++changes === count);
  return last < 0 ? undefined : rows.slice(0, last + 1);
}

function tooFew(rows: readonly CommandRow[]): Taken {
  return { kind: 'too-few', available: rows.filter((row) => row.changes === 1).length };
}

function changesOf(rows: readonly CommandRow[]): readonly TakenCommand[] {
  return rows
    .filter((row) => row.changes === 1)
    .map((row) => ({ words: JSON.parse(row.words) as string[], startMs: Number(startOf(row).meta.nowMs) }));
}

function startOf({ start }: CommandRow): CommandStart {
  return JSON.parse(start) as CommandStart;
}

function setMeta(view: StateView, meta: CommandStart['meta']): void {
  view.sql('DELETE FROM meta').run();
  for (const [name, value] of Object.entries(meta))
    view.sql('INSERT INTO meta (name, value) VALUES (?, ?)').run(name, value);
}
