import { afterEach, describe, expect, test } from 'vitest';
import type { UpgradeType } from '../../../src/model/features';
import { killNode } from '../../../src/cluster/nodes';
import type { ProfileId } from '../../../src/profiles/profile';
import { Lab } from '../reassignment/lab';

let lab: Lab | undefined;
afterEach(() => lab?.remove());

function update(
  profile: ProfileId,
  ...updates: readonly (readonly [name: string, level: number, type?: UpgradeType])[]
): readonly string[] {
  lab?.remove();
  lab = new Lab(profile, 3);
  const errors = lab.ask('UpdateFeatures', {
    kind: 'UpdateFeatures',
    updates: updates.map(([name, level, type = 'upgrade']) => ({ name, level, type })),
    validateOnly: false,
  });
  return updates.map(([name]) => errors.get(name)?.message ?? 'done');
}

/** As recorded with 3.9.2 and 4.3.1. */
describe('finalized features', () => {
  test('3.9 answers for each feature, 4.3 for all at once', () => {
    const unknown = 'Invalid update version 1 for feature foo. Local controller 101 does not support this feature.';
    expect(update('3.9-kraft', ['foo', 1], ['kraft.version', 1])).toEqual([unknown, 'done']);
    const all = `The update failed for all features since the following feature had an error: ${unknown}`;
    expect(update('4.3-kraft', ['foo', 1], ['kraft.version', 1])).toEqual([all, all]);
  });

  test('metadata.version does not go back across a change of metadata', () => {
    expect(update('3.9-kraft', ['metadata.version', 11, 'safe-downgrade'])).toEqual([
      'Invalid metadata.version 11. Refusing to perform the requested downgrade because it might delete metadata ' +
        'information.',
    ]);
    expect(update('3.9-kraft', ['metadata.version', 17, 'safe-downgrade'])).toEqual(['done']);
  });

  test('a lower level needs a downgrade, a higher one an upgrade', () => {
    expect(update('3.9-kraft', ['metadata.version', 17])[0]).toContain(
      "Can't downgrade the version of this feature without setting the upgrade type",
    );
    expect(update('3.9-kraft', ['kraft.version', 1, 'safe-downgrade'])[0]).toContain(
      "Can't downgrade to a newer version.",
    );
  });

  test('without its feature there are no eligible leader replicas', () => {
    expect(update('4.3-kraft', ['eligible.leader.replicas.version', 0, 'safe-downgrade'])).toEqual(['done']);
    lab!.create('t', [1]);
    lab!.node(1, killNode);
    lab!.session.advance(10_000);
    expect(lab!.partition('t')).toMatchObject({ leader: -1, isr: [1], elr: [] });
  });

  test('voters have directory ids once 4.3 has made the quorum dynamic', () => {
    const directories = () =>
      lab!
        .ask('DescribeQuorum', { kind: 'DescribeQuorum' })
        .voters.map(({ directoryId }) => directoryId === 'AAAAAAAAAAAAAAAAAAAAAA');
    update('4.3-kraft', ['kraft.version', 1]);
    expect(directories()).toEqual([false, false, false]);
    update('3.9-kraft', ['kraft.version', 1]);
    expect(directories()).toEqual([true, true, true]);
  });
});

test('the quorum as its leader sees it: a voter that never fetched from it, an observer that fell silent', () => {
  lab = new Lab('3.9-kraft', 3);
  lab.node(101, killNode);
  lab.session.advance(20_000);
  lab.node(3, killNode);
  lab.session.advance(15_000);
  const { leaderId, voters, observers, highWatermark } = lab.ask('DescribeQuorum', { kind: 'DescribeQuorum' });
  const leader = voters.find(({ replicaId }) => replicaId === leaderId)!;
  expect(leader.logEndOffset).toBe(highWatermark);
  expect(voters[0]).toMatchObject({ replicaId: 101, logEndOffset: -1, lastFetchMs: null });
  const silent = observers.find(({ replicaId }) => replicaId === 3)!;
  // Two NoOpRecords a second, and two records of the fencing.
  expect(leader.logEndOffset - silent.logEndOffset).toBeGreaterThanOrEqual(30);
  lab.session.advance(300_000);
  expect(lab.ask('DescribeQuorum', { kind: 'DescribeQuorum' }).observers.map(({ replicaId }) => replicaId)).toEqual([
    1, 2,
  ]);
});
