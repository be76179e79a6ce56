import { controllerOf } from '../cluster/controllers';
import { dueEvents } from '../due/dueEvents';
import { LimitReached } from '../jvm/limit';
import type { Cause } from '../model/causes';
import { lastInstantMs, longestDurationMs } from '../model/time';
import type { ClusterView, Turn } from '../model/turn';
import { profiles } from '../profiles/profiles';
import type { Profile, ProfileId } from '../profiles/profile';
import { CommandLog } from '../store/commandLog';
import type { Connection } from '../store/connection';
import { widenCache } from '../store/database';
import { type ClusterFileError, damaged, guarded } from '../store/fileErrors';
import { isDamaged } from '../store/rebuild';
import { Replay } from '../store/replay';
import { StateView } from '../store/stateView';
import { bringForward, takeBack, type Taken } from '../store/takeBack';
import { clusterTimeMs, readClock, type ClockMode, type ClockState } from './clock';
import { DueWatch, Runaway } from './runaway';
import { Writer } from './writer';

/** How often a process that gives way looks whether others are done, ms. */
const giveWayStepMs = 10;
const pause = new Int32Array(new SharedArrayBuffer(4));

/** What commands have changed, told where a later part of one fails. */
export interface Changes {
  /** Requests that changed something. */
  readonly requests: number;
  /** Records written to topics of users. */
  readonly records: number;
}

/**
 * One process's work on a cluster's file. Each request is one transaction that first brings the cluster to the present:
 * what fell due happens in order of time, each thing with its own records. Several processes may work on one file.
 */
export class ClusterSession {
  private readonly replay: Replay;
  readonly view: StateView;
  /** What was committed through this session: it stands, whatever happens next. */
  committed: Changes = { requests: 0, records: 0 };
  /** Where time stands still for this session, ms: something that falls due right after it has no end. */
  private stoppedAtMs: number | undefined;
  /** Nothing falls due before this instant, ms, while nobody changes the cluster; undefined where that is not known. */
  private quietUntilMs: number | undefined;
  /** SQLite's number for what other connections have committed. */
  private dataVersion = -1;
  private readonly watch = new DueWatch();
  /** Members of groups that live in this process. */
  private readonly clients = new Set<string>();
  private readonly commands: CommandLog;
  /** The transaction has set how the clock goes, or which profile this is. */
  private hasSetMeta = false;

  constructor(
    private readonly db: Connection,
    private readonly path: string,
    private readonly wallClock: () => number,
    /** Told in one line that time stands still, where a fault of kafka-lab itself keeps it from passing. */
    private readonly tell: (line: string) => void = () => undefined,
    /** The command whose work this is, as it was typed; undefined for one that can't be taken back. */
    private readonly words?: readonly string[],
  ) {
    const meta = new Map(
      (guarded(path, () => db.prepare('SELECT name, value FROM meta').all()) as { name: string; value: string }[]).map(
        (row) => [row.name, row.value],
      ),
    );
    const profile = profiles[meta.get('profile') as ProfileId] as Profile | undefined;
    if (profile === undefined) throw damaged(path);
    this.view = new StateView(db, profile, controllerOf(profile), meta.get('clusterId') ?? '');
    this.replay = new Replay(this.view);
    this.commands = new CommandLog(this.view, words);
    try {
      this.view.nowMs = this.presentMs(this.clock());
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /**
   * Reads the cluster as it is now, within one transaction; inside another read, within that. Writes only if something
   * fell due.
   */
  read<T>(action: (view: StateView) => T): T {
    if (this.db.inTransaction) return action(this.view);
    return guarded(this.path, () => {
      this.begin('BEGIN');
      if (this.somethingIsDue()) {
        this.db.exec('ROLLBACK');
        this.change({ kind: 'due', rule: 'time-passed' }, () => undefined);
        this.begin('BEGIN');
      }
      try {
        this.view.nowMs = this.presentMs(this.clock());
        return action(this.view);
      } finally {
        this.db.exec('COMMIT');
      }
    });
  }

  /** A change: all of it is committed, or with an exception none. */
  change<T>(cause: Cause, action: (turn: Turn) => T): T {
    const isAsked = cause.kind === 'command';
    return this.write((writer) => {
      const result = writer.turn(cause, action);
      if (writer.hasChanged) this.watch.reset();
      return result;
    }, isAsked);
  }

  /**
   * Moves the cluster's time on by `ms` (a hundred years at most), with all that falls due on the way.
   * @throws LimitReached at the end of the cluster's time
   */
  advance(ms: number): void {
    this.write((writer) => writer.advanceTo(this.later(ms)));
  }

  /**
   * Moves time on until `done` holds after some event, at most by `limitMs` (and a hundred years). Returns whether it
   * held.
   * @throws LimitReached at the end of the cluster's time
   */
  advanceUntil(done: (view: ClusterView) => boolean, limitMs: number): boolean {
    return this.write((writer) => writer.advanceUntil(done, this.later(limitMs)));
  }

  /**
   * Moves time on until something in the cluster has changed, at most by `limitMs` (and a hundred years).
   * @throws LimitReached at the end of the cluster's time
   */
  advanceUntilChange(limitMs: number): void {
    this.write((writer) => writer.advanceUntil(() => writer.hasChanged, this.later(limitMs)));
  }

  /** A member of a group is in this process, or no longer is. */
  noteClient(memberId: string, isHere: boolean): void {
    if (isHere) this.clients.add(memberId);
    else this.clients.delete(memberId);
  }

  /**
   * Lets other processes work on the file until `done` holds, for at most so much wall time (ms). Returns whether it
   * held.
   */
  giveWay(done: (view: ClusterView) => boolean, wallMs: number): boolean {
    const untilMs = this.wallClock() + wallMs;
    while (!this.read(done)) {
      if (this.wallClock() >= untilMs) return false;
      Atomics.wait(pause, 0, 0, giveWayStepMs);
    }
    return true;
  }

  /** Moves time on until nothing more is about to happen by itself (what comes back for ever is not waited for). */
  settle(): void {
    this.write((writer) => writer.settle());
  }

  /**
   * A last change, after which the nodes go on as another version or mode. This session still sees the old one, so open
   * another.
   */
  switchProfile(id: ProfileId, cause: Cause, action: (turn: Turn) => void): void {
    this.write((writer) => {
      writer.turn(cause, action);
      this.setMeta('profile', id);
      this.hasSetMeta = true;
    });
  }

  setClockMode(mode: ClockMode): void {
    this.write(() => {
      this.setMeta('clockMode', mode);
      this.hasSetMeta = true;
    });
  }

  /** Takes back the last commands that changed something, with the time that they took and all that happened since. */
  undo(count: number): Taken {
    return this.goThrough(() => takeBack(this.view, count));
  }

  /** Brings back what was taken back, as long as nothing else has changed. */
  redo(count: number): Taken {
    return this.goThrough(() => bringForward(this.view, this.replay, count));
  }

  /** Cluster time now, ms; nothing happens for that. */
  get presentTimeMs(): number {
    return this.presentMs(this.clock());
  }

  /** @throws ClusterFileError when the file has no such time */
  clock(): ClockState {
    const clock = readClock((name) => this.view.meta(name));
    if (!clock) throw damaged(this.path);
    return clock;
  }

  /** After a fault: why, where the file is to blame and not kafka-lab. */
  damage(): ClusterFileError | undefined {
    return isDamaged(this.view) ? damaged(this.path) : undefined;
  }

  /**
   * Writes the file anew without the room of what is no longer in it, whole or not at all; what could be undone or
   * redone is no longer there, too. Needs twice the room meanwhile.
   */
  compact(): void {
    guarded(this.path, () => {
      this.begin('BEGIN IMMEDIATE');
      this.commands.clear();
      this.db.exec('COMMIT');
      this.db.exec('VACUUM');
      this.db.pragma('wal_checkpoint(TRUNCATE)');
    });
  }

  /** The last one to close a file folds its journal in. */
  close(): void {
    try {
      this.db.close();
    } catch {
      // A reader was left in the middle of its rows: the journal stays, and the next command folds it in.
    }
  }

  /** What is known from earlier transactions is kept where no other process has changed the file since. */
  private begin(statement: 'BEGIN' | 'BEGIN IMMEDIATE'): void {
    this.db.exec(statement);
    const { version } = this.view.sql('SELECT data_version AS version FROM pragma_data_version').get() as {
      version: number;
    };
    if (version !== this.dataVersion) this.forget();
    this.dataVersion = version;
  }

  private forget(): void {
    this.view.forget();
    this.replay.forget();
    this.quietUntilMs = undefined;
  }

  private somethingIsDue(): boolean {
    const clock = this.clock();
    if (this.stoppedAtMs !== undefined) return false;
    const presentMs = this.presentMs(clock);
    if (this.quietUntilMs === undefined) {
      this.view.nowMs = clock.nowMs;
      this.quietUntilMs = dueEvents(this.view)[0]?.atMs ?? Number.POSITIVE_INFINITY;
    }
    return this.quietUntilMs <= presentMs;
  }

  /**
   * One transaction, at the present: what fell due has happened when the action begins.
   * @param isAsked whether a command does it, and it does not happen by itself
   */
  private write<T>(action: (writer: Writer) => T, isAsked = true): T {
    return guarded(this.path, () => {
      widenCache(this.db);
      for (;;) {
        this.begin('BEGIN IMMEDIATE');
        try {
          const clock = this.clock();
          const wallMs = this.wallClock();
          const writer = new Writer(this.view, this.replay, this.watch, this.clients, this.quietUntilMs);
          this.view.nowMs = clock.nowMs;
          if (!this.reachPresent(writer, clock)) continue;
          this.commands.keepDue(writer.images);
          const begun = { nowMs: this.view.nowMs, chance: writer.chanceText, emitted: writer.emitted };
          const clockMeta = { nowMs: String(begun.nowMs), wallMs: String(wallMs), chance: begun.chance };
          const start = isAsked ? this.commands.startAt(clockMeta) : undefined;
          this.hasSetMeta = false;
          const result = action(writer);
          writer.save();
          this.setMeta('nowMs', String(this.view.nowMs));
          this.setMeta('wallMs', String(wallMs));
          const hasRecords = writer.emitted > begun.emitted;
          const hasMoved = this.view.nowMs !== begun.nowMs || this.hasSetMeta;
          this.commands.note(
            {
              start,
              hasRecords,
              hasEffect: hasRecords || hasMoved || writer.chanceText !== begun.chance,
              // Who uses a tool of Kafka waits for an answer; who moves the clock means to.
              isChange: isAsked && (writer.requests > 0 || (hasMoved && this.words?.[0] === 'kafka-lab')),
            },
            writer.images,
          );
          this.db.exec('COMMIT');
          this.quietUntilMs = writer.quietUntilMs;
          this.committed = {
            requests: this.committed.requests + writer.requests,
            records: this.committed.records + writer.records,
          };
          return result;
        } finally {
          if (this.db.inTransaction) {
            this.db.exec('ROLLBACK');
            this.commands.forget();
            this.forget();
          }
        }
      }
    });
  }

  /**
   * A transaction that takes commands back or brings them back; of too few nothing. A live clock goes on from there.
   */
  private goThrough(take: () => Taken): Taken {
    return guarded(this.path, () => {
      widenCache(this.db);
      this.begin('BEGIN IMMEDIATE');
      try {
        const taken = take();
        if (taken.kind === 'too-few') return taken;
        if (this.clock().mode === 'live') this.setMeta('wallMs', String(this.wallClock()));
        this.db.exec('COMMIT');
        return taken;
      } finally {
        if (this.db.inTransaction) this.db.exec('ROLLBACK');
        this.forget();
      }
    });
  }

  /**
   * Lets happen what fell due. Where that has no end, time stops before it, and the transaction is to begin anew:
   * false.
   */
  private reachPresent(writer: Writer, clock: ClockState): boolean {
    // What has no end at the very time that the file shows is left alone.
    if (this.stoppedAtMs === clock.nowMs) return true;
    try {
      writer.advanceTo(this.presentMs(clock));
      return true;
    } catch (error) {
      if (!(error instanceof Runaway) || this.stoppedAtMs !== undefined) throw error;
      this.stoppedAtMs = Math.max(clock.nowMs, error.atMs - 1);
      this.tell(`kafka-lab: time stands still, a fault of kafka-lab itself: ${error.message}`);
      return false;
    }
  }

  /** Cluster time, ms; where time stands still, that instant. */
  private presentMs(clock: ClockState): number {
    return this.stoppedAtMs ?? clusterTimeMs(clock, this.wallClock());
  }

  /** The instant `ms` from now on. */
  private later(ms: number): number {
    const laterMs = this.view.nowMs + Math.min(ms, longestDurationMs);
    if (laterMs > lastInstantMs)
      throw new LimitReached(
        `the cluster's time ends with ${new Date(lastInstantMs).toISOString()}. Make a new cluster with: kafka-lab ` +
          `init --force`,
      );
    return laterMs;
  }

  private setMeta(name: string, value: string): void {
    this.view.sql('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(name, value);
  }
}
