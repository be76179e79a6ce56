import type Database from 'better-sqlite3';
import type { Statement } from 'better-sqlite3';

/** A cluster's file, open. */
export type Connection = Database.Database;

/** Statements on a file, prepared when first needed: a short command pays for few. */
export class Statements {
  private readonly prepared = new Map<string, Statement>();

  constructor(readonly db: Connection) {}

  sql(text: string): Statement {
    let statement = this.prepared.get(text);
    if (!statement) this.prepared.set(text, (statement = this.db.prepare(text)));
    return statement;
  }
}
