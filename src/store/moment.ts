import Database from 'better-sqlite3';
import type { Cause } from '../model/causes';
import { guarded } from './fileErrors';

/** What a cluster's file says of the moment that it holds. */
export interface Moment {
  /** The profile that it simulates. */
  readonly profile: string;
  /** Cluster time, ms. */
  readonly nowMs: number;
  /** How it was made, for createCluster; undefined in a file of an early release. */
  readonly made: string | undefined;
  /** Tells the file that it was imported from; undefined for one that was made here. */
  readonly origin: string | undefined;
  /** The last command that changed it, its words as they were typed. */
  readonly lastCommand: readonly string[];
}

/**
 * Reads it from a file that nobody has open.
 * @throws ClusterFileError when it is damaged, or may not be read
 */
export function momentIn(path: string): Moment {
  return guarded(path, () => {
    const db = new Database(path, { readonly: true });
    try {
      const meta = (name: string) =>
        db.prepare('SELECT value FROM meta WHERE name = ?').pluck().get(name) as string | undefined;
      const last = db
        .prepare("SELECT data FROM cause WHERE data ->> 'kind' = 'command' ORDER BY id DESC LIMIT 1")
        .pluck()
        .get() as string | undefined;
      const cause = last === undefined ? undefined : (JSON.parse(last) as Cause);
      return {
        profile: meta('profile') ?? '',
        made: meta('made'),
        origin: meta('origin'),
        nowMs: Number(meta('nowMs')),
        lastCommand: cause?.kind === 'command' ? cause.words : [],
      };
    } finally {
      db.close();
    }
  });
}
