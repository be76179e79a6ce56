import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterViolations, EpochWatch } from '../../src/cluster/invariants';
import { history } from '../../src/store/history';
import { tablesOtherThanReplayed } from '../../src/store/rebuild';
import { actions, clusters, take, withCluster } from './walk';

/** KAFKA_LAB_LONG=1 walks longer: npm run test:long. */
const numRuns = process.env.KAFKA_LAB_LONG ? 3000 : 150;

describe('whatever is done to a cluster', () => {
  it('the invariants hold after every step, epochs grow as they have to, and replaying the records gives the same tables', () => {
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
