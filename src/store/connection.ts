import type Database from 'better-sqlite3';

/** A cluster's file, open. */
export type Connection = Database.Database;
