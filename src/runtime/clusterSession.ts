import { controllerOf } from '../cluster/controllers';
import { dueEvents } from '../due/dueEvents';
import { LimitReached } from '../jvm/limit';
import { controllerConfig } from '../model/effectiveConfig';
import { isAlive, isHeartbeating } from '../model/liveness';
import type { Partition } from '../model/cluster';
import type { ClusterRecord } from '../model/records';
import { lastInstantMs, longestDurationMs } from '../model/time';
import type { ClusterView, DueEvent, Turn } from '../model/turn';
import { isInternalTopic } from '../model/topicNames';
import { Unsettled } from '../due/settle';
import { profiles } from '../profiles/profiles';
import type { Profile, ProfileId } from '../profiles/profile';
import type { Connection } from '../store/connection';
import { EventWriter } from '../store/eventRows';
import { widenCache } from '../store/database';
import { type ClusterFileError, damaged, guarded } from '../store/fileErrors';
import { isDamaged } from '../store/rebuild';
import { Replay } from '../store/replay';
import { StateView } from '../store/stateView';
import { viewFacts } from '../store/viewFacts';
import type { Cause } from '../model/causes';
import { reasonOf } from '../story/causeText';
import { Story } from '../story/story';
import { clusterTimeMs, readClock, type ClockMode, type ClockState } from './clock';
import { DueWatch, Runaway } from './runaway';
import { SeededChance } from './seededChance';

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
 * One process's work on a cluster's file. Each request is one transaction that first brings the cluster to the present: what fell due
 * happens in order of time, each thing with its own records. Several processes may work on one file.
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

  constructor(
    private readonly db: Connection,
    private readonly path: string,
    private readonly wallClock: () => number,
    /** Told in one line that time stands still, where a fault of kafka-lab itself keeps it from passing. */
    private readonly tell: (line: string) => void = () => undefined,
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
    try {
      this.view.nowMs = this.presentMs(this.clock());
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Reads the cluster as it is now, within one transaction; inside another read, within that. Writes only if something fell due. */
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
    return this.write((writer) => {
      const result = writer.turn(cause, action);
      if (writer.hasChanged) this.watch.reset();
      return result;
    });
  }

  /**
   * Moves the cluster's time on by `ms` (a hundred years at most), with all that falls due on the way.
   * @throws LimitReached at the end of the cluster's time
   */
  advance(ms: number): void {
    this.write((writer) => writer.advanceTo(this.later(ms)));
  }

  /**
   * Moves time on until `done` holds after some event, at most by `limitMs` (and a hundred years). Returns whether it held.
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

  /** Lets other processes work on the file until `done` holds, for at most so much wall time (ms). Returns whether it held. */
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

  /** A last change, after which the nodes go on as another version or mode. This session still sees the old one, so open another. */
  switchProfile(id: ProfileId, cause: Cause, action: (turn: Turn) => void): void {
    this.write((writer) => {
      writer.turn(cause, action);
      this.setMeta('profile', id);
    });
  }

  setClockMode(mode: ClockMode): void {
    this.write(() => this.setMeta('clockMode', mode));
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

  /** Writes the file anew without the room of what is no longer in it, whole or not at all. Needs twice the room meanwhile. */
  compact(): void {
    guarded(this.path, () => {
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

  /** One transaction, at the present: what fell due has happened when the action begins. */
  private write<T>(action: (writer: Writer) => T): T {
    return guarded(this.path, () => {
      widenCache(this.db);
      for (;;) {
        this.begin('BEGIN IMMEDIATE');
        try {
          const clock = this.clock();
          const wallMs = this.wallClock();
          const writer = new Writer(this.view, this.replay, this.watch, this.quietUntilMs);
          this.view.nowMs = clock.nowMs;
          if (!this.reachPresent(writer, clock)) continue;
          const result = action(writer);
          writer.save();
          this.setMeta('nowMs', String(this.view.nowMs));
          this.setMeta('wallMs', String(wallMs));
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
            this.forget();
          }
        }
      }
    });
  }

  /** Lets happen what fell due. Where that has no end, time stops before it, and the transaction is to begin anew: false. */
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
        `the cluster's time ends with ${new Date(lastInstantMs).toISOString()}. Make a new cluster with: kafka-lab init --force`,
      );
    return laterMs;
  }

  private setMeta(name: string, value: string): void {
    this.view.sql('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(name, value);
  }
}

/** What one write transaction carries: the log's end, the generator, and the turns taken. */
class Writer {
  private readonly chance: SeededChance;
  private readonly chanceBefore: string;
  private readonly events: EventWriter;
  private readonly story: Story;
  private offset: number;
  private emitted = 0;
  requests = 0;
  records = 0;

  constructor(
    private readonly view: StateView,
    private readonly replay: Replay,
    private readonly watch: DueWatch,
    /** Nothing falls due before this instant, ms; undefined where that is not known. */
    public quietUntilMs: number | undefined,
  ) {
    this.chanceBefore = view.meta('chance') ?? '0';
    this.chance = SeededChance.fromText(this.chanceBefore);
    this.events = new EventWriter(view);
    this.story = new Story(viewFacts(view), this.events.listen);
    this.offset = (view.sql('SELECT coalesce(max(offset), -1) + 1 AS next FROM record').get() as { next: number }).next;
  }

  turn<T>(cause: Cause, action: (turn: Turn) => T): T {
    let causeId: number | undefined;
    const { view, replay, chance } = this;
    const emit = (record: ClusterRecord, before?: Partition): void => {
      if (causeId === undefined) {
        causeId = Number(
          view.sql('INSERT INTO cause (time_ms, data) VALUES (?, ?)').run(view.nowMs, JSON.stringify(cause))
            .lastInsertRowid,
        );
      }
      // What is only tried has not happened.
      if (!isTrial) this.story.tell(record, this.offset, before);
      view
        .sql('INSERT INTO record (offset, time_ms, type, data, cause) VALUES (?, ?, ?, ?, ?)')
        .run(this.offset++, view.nowMs, record.type, JSON.stringify(record), causeId);
      replay.apply(record);
      this.emitted++;
      this.quietUntilMs = undefined;
      unsettled.note(record);
    };
    let unsettled = new Unsettled();
    let isTrial = false;
    const isAsked = cause.kind === 'command';
    const keepBatch: Turn['keepBatch'] = (partition, batch) => {
      replay.keepBatch(partition, batch, this.offset);
      if (isAsked && !isTrial && batch.control === 'none' && !isInternalTopic(partition.topic))
        this.records += batch.lastOffset - batch.baseOffset + 1;
    };
    const laggards = new Set<number>();
    const trial = <R>(tried: () => R): R => {
      const before = { offset: this.offset, emitted: this.emitted, chance: chance.toText(), laggards: [...laggards] };
      const unsettledBefore = unsettled;
      const causeBefore = causeId;
      unsettled = new Unsettled();
      isTrial = true;
      view.db.exec('SAVEPOINT trial');
      try {
        return tried();
      } finally {
        view.db.exec('ROLLBACK TO trial; RELEASE trial');
        view.forget();
        this.offset = before.offset;
        this.emitted = before.emitted;
        chance.restore(before.chance);
        laggards.clear();
        for (const id of before.laggards) laggards.add(id);
        isTrial = false;
        unsettled = unsettledBefore;
        causeId = causeBefore;
      }
    };
    // The turn is the view itself with three more members, so that reading costs nothing extra.
    const turn: Turn = Object.assign(Object.create(view) as StateView, {
      chance,
      laggards,
      emit,
      keepBatch,
      trial,
      nextOffset: () => this.offset,
    });
    const result = action(turn);
    unsettled.settle(turn);
    for (const id of laggards) {
      const node = view.node(id);
      if (node && isAlive(node) && isHeartbeating(node) && node.catchUpSinceMs === null)
        emit({ type: 'BrokerCatchUpRecord', brokerId: id, sinceMs: view.nowMs });
    }
    if (this.emitted > 0) noteImbalance(turn);
    if (causeId !== undefined) {
      if (isAsked) this.requests++;
      this.story.finishCause(this.offset - 1);
      this.events.finish(causeId);
    }
    return result;
  }

  /** Records were written. */
  get hasChanged(): boolean {
    return this.emitted > 0;
  }

  advanceTo(targetMs: number): void {
    this.advanceUntil(() => false, targetMs);
  }

  /** Runs what falls due up to limitMs, until `done`; if it never is, time stands at limitMs afterwards. */
  advanceUntil(done: (view: ClusterView) => boolean, limitMs: number): boolean {
    const isQuiet = this.quietUntilMs !== undefined && limitMs < this.quietUntilMs;
    if (isQuiet ? done(this.view) : this.runDue(() => done(this.view), limitMs)) return true;
    this.view.nowMs = Math.max(this.view.nowMs, limitMs);
    return false;
  }

  /** Runs what falls due until only what comes back for ever is left. */
  settle(): void {
    this.runDue((left) => left.every((event) => event.periodic), lastInstantMs);
  }

  /**
   * Runs what falls due up to limitMs, until `isDone` of what is left, which is returned.
   * @throws Runaway where that has no end
   */
  private runDue(isDone: (left: readonly DueEvent[]) => boolean, limitMs: number): boolean {
    // An event that changed nothing changes nothing until something else has: it is skipped till then.
    const idle = new Set<string>();
    for (;;) {
      const due = dueEvents(this.view);
      const left = idle.size === 0 ? due : due.filter(({ cause }) => !idle.has(reasonOf(cause)));
      if (isDone(left)) return true;
      const [event] = left;
      if (!event || event.atMs > limitMs) {
        this.quietUntilMs = event?.atMs ?? Number.POSITIVE_INFINITY;
        return false;
      }
      this.view.nowMs = Math.max(this.view.nowMs, event.atMs);
      this.watch.see(event, this.view.nowMs, this.view.nodes().length);
      const before = this.emitted;
      this.turn(event.cause, event.run);
      if (this.emitted === before) idle.add(reasonOf(event.cause));
      else idle.clear();
    }
  }

  save(): void {
    const after = this.chance.toText();
    if (after !== this.chanceBefore)
      this.view.sql('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run('chance', after);
  }
}

/** KRaft up to 3.9 starts the interval to the next balancing of leaders when an imbalance appears. */
function noteImbalance(turn: Turn): void {
  if (
    turn.profile.leaderRebalanceClock !== 'since-imbalance' ||
    controllerConfig(turn, 'auto.leader.rebalance.enable') !== 'true'
  )
    return;
  const isNoted = turn.imbalancedSinceMs() !== null;
  const isImbalanced = turn.hasPartitionAwayFromPreferred();
  if (isImbalanced !== isNoted) turn.emit({ type: 'LeaderImbalanceRecord', sinceMs: isImbalanced ? turn.nowMs : null });
}
