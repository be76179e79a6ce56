import { controllerConfig } from '../model/effectiveConfig';
import { dueEvents } from '../due/dueEvents';
import { Unsettled } from '../due/settle';
import { isAlive, isHeartbeating } from '../model/liveness';
import type { Cause } from '../model/causes';
import type { Partition } from '../model/cluster';
import type { ClusterRecord } from '../model/records';
import { lastInstantMs } from '../model/time';
import { isInternalTopic } from '../model/topicNames';
import type { ClusterView, DueEvent, Turn } from '../model/turn';
import { BeforeImages } from '../store/beforeImages';
import { EventWriter } from '../store/eventRows';
import type { Replay } from '../store/replay';
import type { StateView } from '../store/stateView';
import { viewFacts } from '../store/viewFacts';
import { reasonOf } from '../story/causeText';
import { Story } from '../story/story';
import type { DueWatch } from './runaway';
import { SeededChance } from './seededChance';

/** What one write transaction carries: the log's end, the generator, and the turns taken. */
export class Writer {
  private readonly chance: SeededChance;
  private readonly chanceBefore: string;
  private readonly events: EventWriter;
  private readonly story: Story;
  private offset: number;
  emitted = 0;
  requests = 0;
  records = 0;
  /** What the tables had before. */
  readonly images: BeforeImages;

  constructor(
    private readonly view: StateView,
    private readonly replay: Replay,
    private readonly watch: DueWatch,
    private readonly clients: ReadonlySet<string>,
    /** Nothing falls due before this instant, ms; undefined where that is not known. */
    public quietUntilMs: number | undefined,
  ) {
    this.images = new BeforeImages(view);
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
      this.images.note(record, before);
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
      const imagesBefore = this.images.mark();
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
        this.images.cutTo(imagesBefore);
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

  /** What a client's silence comes to that lives in this process: it is heard. */
  private heardHere({ client }: DueEvent): ((turn: Turn) => void) | undefined {
    return client && this.clients.has(client.id) ? client.heard : undefined;
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
      const heard = this.heardHere(event);
      // Its heartbeats go on: it is heard up to whatever happens next, in one step however long that is.
      const other = heard && left.find((each) => !this.heardHere(each));
      const atMs = heard ? Math.max(event.atMs, Math.min(limitMs, other?.atMs ?? limitMs)) : event.atMs;
      this.view.nowMs = Math.max(this.view.nowMs, atMs);
      this.watch.see(event, this.view.nowMs, this.view.nodes().length);
      const before = this.emitted;
      this.turn(event.cause, heard ?? event.run);
      if (this.emitted === before) idle.add(reasonOf(event.cause));
      else idle.clear();
    }
  }

  /** The generator's state. */
  get chanceText(): string {
    return this.chance.toText();
  }

  save(): void {
    const after = this.chanceText;
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
