import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterViolations, EpochWatch } from '../../src/cluster/invariants';
import { eventGroups, lastEventGroups } from '../../src/store/eventRows';
import { history } from '../../src/store/history';
import { tablesOtherThanReplayed } from '../../src/store/rebuild';
import { singleEvents } from '../../src/store/topicHistory';
import type { ClusterEvent } from '../../src/story/event';
import { actions, clusters, take, withCluster } from './walk';

/** KAFKA_LAB_LONG=1 walks longer: npm run test:long. */
const numRuns = process.env.KAFKA_LAB_LONG ? 3000 : 150;

const sorted = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);

/** The topic that an event is about, if any, by its subject. */
function topicOf({ subject }: ClusterEvent): string[] {
  const name = /^topic (.+)$/.exec(subject)?.[1] ?? /^(t\d+)-\d+$/.exec(subject)?.[1];
  return name === undefined ? [] : [name];
}

describe('whatever is done to a cluster', () => {
  it('the invariants hold after every step, epochs grow as they have to, and replaying the records gives the same ' +
    'tables', () => {
    fc.assert(
      fc.property(clusters, actions, (cluster, steps) =>
        withCluster(cluster, (session) => {
          for (const step of steps) {
            take(session, step);
            expect(session.read((view) => [...clusterViolations(view)])).toEqual([]);
          }
          const watch = new EpochWatch();
          const violations = session.read((view) => [...history(view)].flatMap(({ record }) => watch.see(record)));
          expect(violations).toEqual([]);
          expect(session.read(tablesOtherThanReplayed)).toEqual([]);
        }),
      ),
      { numRuns },
    );
  }, 600_000);

  it('events are the same whether read one by one out of the log, together, from the end, or of a topic', () => {
    fc.assert(
      fc.property(clusters, actions, (cluster, steps) =>
        withCluster(cluster, (session) => {
          for (const step of steps) take(session, step);
          session.read((view) => {
            const singles = [...singleEvents(view)];
            const groups = [...eventGroups(view)];
            expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(singles.length);
            for (const { first } of groups) expect(singles).toContainEqual(first);
            expect(groups.map(({ first }) => first.cause.id)).toEqual(
              sorted(groups.map(({ first }) => first.cause.id)),
            );
            expect(
              singles.every(({ cause, timeMs, offset }) => timeMs === view.recordTimeMs(offset) && cause.id > 0),
            ).toBe(true);
            for (const last of [1, 3, groups.length]) expect(lastEventGroups(view, last)).toEqual(groups.slice(-last));
            for (const topic of new Set(singles.flatMap(topicOf))) {
              const ofTopic = singles.filter((event) => topicOf(event)[0] === topic);
              expect([...singleEvents(view, topic)]).toEqual(ofTopic);
              expect([...eventGroups(view, topic)].reduce((sum, { count }) => sum + count, 0)).toBe(ofTopic.length);
            }
          });
        }),
      ),
      { numRuns: Math.ceil(numRuns / 3) },
    );
  }, 600_000);

  it('same seed and same steps give the same records', () => {
    fc.assert(
      fc.property(clusters, actions, (cluster, steps) => {
        const walk = () =>
          withCluster(cluster, (session) => {
            for (const step of steps) take(session, step);
            return session.read((view) => JSON.stringify([...history(view)]));
          });
        expect(walk()).toBe(walk());
      }),
      { numRuns: Math.ceil(numRuns / 10) },
    );
  }, 600_000);
});
