import { describe, expect, test } from 'vitest';
import { assignorClasses } from '../../src/clients/assignors/assignors';
import type { Assignor, LastAssignment } from '../../src/clients/assignors/assignor';
import { readConsumerSettings, subscriptionProblem } from '../../src/clients/consumer/consumerSettings';
import { throwableText } from '../../src/clients/exceptions';
import { profiles } from '../../src/profiles/profiles';
import type { Profile } from '../../src/profiles/profile';
import { decodeSubscription, encodeSubscription } from '../../src/protocol/consumerProtocol';
// What the assignors of the three releases gave to random groups over several rebalances, and what consumers with odd
// lists of them ended in (npm run facts -- assignors); a release's answer is left out where the one before gave it too.
import facts from './facts/assignors.json';

type Round = Readonly<Record<string, readonly string[]>>;

interface Case<Q, A> {
  readonly in: Q;
  readonly out: Readonly<Partial<Record<string, A>>>;
}

const releases = Object.values({
  '2.8.2': profiles['2.8-zk'],
  '3.9.2': profiles['3.9-kraft'],
  '4.3.1': profiles['4.3-kraft'],
});

const same = (answers: unknown) => answers;
const sorted = (_: string, value: unknown) =>
  Array.isArray(value) && typeof value[0] === 'string' ? [...value].sort() : value;

/** What a release answered: its own, or what the one before did. */
function answerOf<A>({ out }: Case<unknown, A>, { kafkaVersion }: Profile): A {
  const known = Object.keys(out).filter((version) => version <= kafkaVersion);
  return out[known.at(-1)!]!;
}

function playRounds(
  assignor: Assignor,
  counts: ReadonlyMap<string, number>,
  rounds: readonly Round[],
  version: number,
) {
  const last = new Map<string, LastAssignment>();
  return rounds.map((round, index) => {
    const subscriptions = new Map(
      Object.entries(round).map(([member, topics]) => {
        const before = last.get(member);
        const kept = assignor.isCooperative ? (before?.partitions ?? []) : [];
        const said = {
          topics,
          userData: assignor.userData(before),
          ownedPartitions: kept.filter(({ topic }) => topics.includes(topic)),
          generation: before?.generation ?? null,
        };
        const groupInstanceId = member.includes(':') ? member.slice(0, member.indexOf(':')) : null;
        return [member, { ...decodeSubscription(encodeSubscription(said, version)), groupInstanceId }];
      }),
    );
    const read = new Map(
      [...counts].filter(([topic]) => Object.values(round).some((topics) => topics.includes(topic))),
    );
    const assignment = assignor.assign(subscriptions, read);
    for (const [member, partitions] of assignment) last.set(member, { partitions, generation: index + 1 });
    return Object.fromEntries(
      [...assignment].map(([member, given]) => [member, given.map(({ topic, partition }) => `${topic}-${partition}`)]),
    );
  });
}

type Asked = [string, Readonly<Record<string, number>>, Round[]];
const assignments = facts.assignments as unknown as Case<Asked, unknown>[];

describe.each(releases)('$kafkaVersion', (profile) => {
  test.each(['RangeAssignor', 'RoundRobinAssignor', 'StickyAssignor', 'CooperativeStickyAssignor'])('%s', (name) => {
    const assignor = assignorClasses(profile).get(`org.apache.kafka.clients.consumer.${name}`)!;
    const cases = assignments.filter((each) => each.in[0] === name);
    expect(cases.length).toBeGreaterThan(50);
    // 2.8 makes its map of topics with computeIfAbsent, which puts the later of two that collide first: clients sort.
    const shown = name === 'RangeAssignor' ? (answers: unknown) => JSON.parse(JSON.stringify(answers, sorted)) : same;
    for (const each of cases) {
      const [, counts, rounds] = each.in;
      const played = playRounds(assignor, new Map(Object.entries(counts)), rounds, profile.subscriptionVersion);
      expect(shown(played), JSON.stringify(each.in)).toEqual(shown(answerOf(each, profile)));
    }
  });

  test.each(facts.strategies as unknown as Case<string, string[]>[])('partition.assignment.strategy=$in', (each) => {
    const settings = readConsumerSettings(new Map([['partition.assignment.strategy', each.in]]), profile);
    const [outermost] = answerOf(each, profile);
    const thrown = 'thrown' in settings ? settings.thrown : subscriptionProblem(settings);
    expect(thrown && throwableText(thrown)).toBe(outermost);
  });
});
