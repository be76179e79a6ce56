import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusterViolations } from '../../../src/cluster/invariants';
import { killNode, pauseNode, resumeNode, startNode, stopNode } from '../../../src/cluster/nodes';
import type { ProfileId } from '../../../src/profiles/profile';
import { Lab } from './lab';

type Step =
  | { readonly kind: 'reassign'; readonly replicas: readonly number[] }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'fault'; readonly fault: keyof typeof faults; readonly id: number }
  | { readonly kind: 'advance'; readonly ms: number };

const faults = { kill: killNode, stop: stopNode, start: startNode, pause: pauseNode, resume: resumeNode };
const brokers = [1, 2, 3, 4];

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('reassign' as const), replicas: fc.shuffledSubarray(brokers, { minLength: 1 }) }),
  fc.constant({ kind: 'cancel' as const }),
  fc.record({
    kind: fc.constant('fault' as const),
    fault: fc.constantFrom('kill', 'stop', 'start', 'pause', 'resume'),
    id: fc.constantFrom(...brokers),
  }),
  fc.record({ kind: fc.constant('advance' as const), ms: fc.constantFrom(100, 5000, 30_000) }),
);

describe.each<ProfileId>(['2.8-zk', '3.9-zk', '3.9-kraft', '4.3-kraft'])('%s', (profile) => {
  test(
    'whatever happens on the way, once all brokers are back the last target is reached and nothing is left ' + 'over',
    () => {
      fc.assert(
        fc.property(
          fc.shuffledSubarray(brokers, { minLength: 1 }),
          fc.array(step, { maxLength: 12 }),
          (first, steps) => {
            const lab = new Lab(profile);
            try {
              lab.create('t', first);
              let target: readonly number[] = first;
              for (const each of steps) {
                run(lab, each, (reached) => (target = reached));
                expect(lab.session.read((view) => [...clusterViolations(view)])).toEqual([]);
              }
              for (const id of brokers) for (const fault of ['resume', 'start'] as const) lab.node(id, faults[fault]);
              lab.session.settle();
              for (const id of brokers) lab.node(id, startNode); // those whose old session was in the way
              lab.session.settle();
              const { addingReplicas, removingReplicas, replicas, isr } = lab.partition('t');
              expect({ addingReplicas, removingReplicas, replicas }).toEqual({
                addingReplicas: [],
                removingReplicas: [],
                replicas: target,
              });
              expect([...isr].sort()).toEqual([...target].sort());
            } finally {
              lab.remove();
            }
          },
        ),
        { numRuns: 25, seed: 7 },
      );
    },
  );
});

function run(lab: Lab, step: Step, reach: (target: readonly number[]) => void): void {
  switch (step.kind) {
    case 'reassign': {
      const isUnderWay = lab.partition('t').addingReplicas.length + lab.partition('t').removingReplicas.length > 0;
      // KRaft keeps lists of what it replaces: that has its own test.
      if (isUnderWay && lab.session.view.profile.mode === 'kraft') return;
      if (lab.reassign('t', step.replicas) === '') reach(step.replicas);
      return;
    }
    case 'cancel': {
      const { replicas, addingReplicas } = lab.partition('t');
      if (lab.reassign('t', null) === '') reach(replicas.filter((id) => !addingReplicas.includes(id)));
      return;
    }
    case 'fault':
      lab.node(step.id, faults[step.fault]);
      return;
    case 'advance':
      lab.session.advance(step.ms);
  }
}
