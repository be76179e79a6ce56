import type { BeforeImages } from './beforeImages';
import { historyTables } from './schema';
import type { StateView } from './stateView';

/**
 * So many commands can be taken back at most, and only while what has to be kept for them is not more than this, bytes.
 */
const mostCommands = 100;
const mostBytes = 32 * 1024 * 1024;

export type HistoryTable = keyof typeof historyTables;
/** Tables of the history, to which commands only add rows. */
export const historyNames = Object.keys(historyTables) as readonly HistoryTable[];

/** Where a command began. */
export interface CommandStart {
  /** All of table `meta`: the clock, the generator, the profile. */
  readonly meta: Readonly<Record<string, string>>;
  /** The first row of the history that is its own, by table. */
  readonly next: Readonly<Record<HistoryTable, number>>;
  /** The last topic's key. */
  readonly topicKey: number;
}

/** What a transaction did, for the log of commands. */
export interface Deed {
  /** Where the command is to begin that does it, if it does not go on; undefined for what falls due by itself. */
  readonly start: string | undefined;
  /** Something is other than before. */
  readonly hasEffect: boolean;
  /** A command decided so: it is not only time that passed while somebody looked. */
  readonly isChange: boolean;
  /** Records were written. */
  readonly hasRecords: boolean;
}

/** The latest commands and what the tables had before them, in the file, so that they can be taken back. */
export class CommandLog {
  /** The command of this process, as its row has it. */
  private own: { readonly id: number; readonly start: string } | undefined;
  private hasTooMuch = false;

  /** @param words the command of this process, as it was typed; undefined for one that is not to be taken back */
  constructor(
    private readonly view: StateView,
    private readonly words: readonly string[] | undefined,
  ) {}

  /** After a rollback: what this process has not committed is not there. */
  forget(): void {
    this.own = undefined;
  }

  /**
   * Where the command begins, as text, where this transaction is its first or another command came between; undefined
   * where it goes on.
   * @param meta what table `meta` will say of this moment, where that is not written yet
   */
  startAt(meta: Readonly<Record<string, string>>): string | undefined {
    if (this.words === undefined || this.goesOn()) return undefined;
    const next = Object.fromEntries(
      historyNames.map((table) => [table, this.lastOf(table) + 1]),
    ) as CommandStart['next'];
    return JSON.stringify({
      meta: { ...metaRows(this.view), ...meta },
      next,
      topicKey: lastTopicKey(this.view),
    } satisfies CommandStart);
  }

  /** What fell due belongs to the command before it. */
  keepDue(images: BeforeImages): void {
    if (images.isEmpty) return;
    this.clearUndone();
    this.addImages(this.last()?.id, images.take());
  }

  /** Notes what a transaction did. */
  note({ start, hasEffect, isChange, hasRecords }: Deed, images: BeforeImages): void {
    if (!hasEffect) return;
    if (hasRecords || start !== undefined) this.clearUndone();
    if (this.hasTooMuch) return this.forgetAll();
    if (start !== undefined) this.begin(start);
    const id = start === undefined ? this.last()?.id : this.own?.id;
    if (isChange && id !== undefined)
      this.view.sql('UPDATE command SET changes = 1 WHERE id = ? AND changes = 0').run(id);
    if (!images.isEmpty) this.addImages(id, images.take());
  }

  /** Nothing can be taken back or brought back any more. */
  clear(): void {
    this.clearUndone();
    this.forgetAll();
  }

  /** Nothing that was taken back can be brought back any more. */
  private clearUndone(): void {
    if (this.view.sql('SELECT 1 FROM undone_command LIMIT 1').get() === undefined) return;
    for (const table of ['command', ...historyNames]) this.view.sql(`DELETE FROM undone_${table}`).run();
  }

  private begin(start: string): void {
    const inserted = this.view
      .sql('INSERT INTO command (words, changes, start, bytes) VALUES (?, 0, ?, 0)')
      .run(JSON.stringify(this.words), start);
    this.own = { id: Number(inserted.lastInsertRowid), start };
    this.forgetOld();
  }

  private goesOn(): boolean {
    const last = this.last();
    return this.own !== undefined && last?.id === this.own.id && last.start === this.own.start;
  }

  private last(): { readonly id: number; readonly start: string } | undefined {
    return this.view.sql('SELECT id, start FROM command ORDER BY id DESC LIMIT 1').get() as
      | { id: number; start: string }
      | undefined;
  }

  private lastOf(table: HistoryTable): number {
    const column = historyTables[table];
    return (this.view.sql(`SELECT coalesce(max(${column}), -1) AS last FROM ${table}`).get() as { last: number }).last;
  }

  private addImages(command: number | undefined, images: string): void {
    if (command === undefined) return;
    this.view.sql('INSERT INTO before_image (command, images) VALUES (?, ?)').run(command, images);
    const { bytes } = this.view
      .sql('UPDATE command SET bytes = bytes + ? WHERE id = ? RETURNING bytes')
      .get(images.length, command) as { bytes: number };
    if (bytes <= mostBytes) return;
    this.hasTooMuch = true;
    this.forgetAll();
  }

  private forgetAll(): void {
    this.forgetUpTo(Number.MAX_SAFE_INTEGER);
  }

  /** Keeps the latest commands, as far as there is room for them. */
  private forgetOld(): void {
    const rows = this.view.sql('SELECT id, bytes FROM command ORDER BY id DESC').all() as {
      id: number;
      bytes: number;
    }[];
    let bytes = 0;
    const tooOld = rows.find((row, index) => {
      bytes += row.bytes;
      return index >= mostCommands || bytes > mostBytes;
    });
    if (tooOld) this.forgetUpTo(tooOld.id);
  }

  private forgetUpTo(id: number): void {
    this.view.sql('DELETE FROM before_image WHERE command <= ?').run(id);
    this.view.sql('DELETE FROM command WHERE id <= ?').run(id);
  }
}

/** All of table `meta`, by name. */
export function metaRows(view: StateView): Record<string, string> {
  const rows = view.sql('SELECT name, value FROM meta').all() as { name: string; value: string }[];
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

function lastTopicKey(view: StateView): number {
  const row = view.sql("SELECT seq FROM sqlite_sequence WHERE name = 'topic'").get() as { seq: number } | undefined;
  return row?.seq ?? 0;
}
