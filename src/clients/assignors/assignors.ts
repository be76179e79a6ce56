import type { Profile } from '../../profiles/profile';
import type { JavaException } from '../exceptions';
import type { Assignor } from './assignor';
import { rangeAssignor } from './range';
import { roundRobinAssignor } from './roundRobin';
import { cooperativeStickyAssignor, stickyAssignor } from './sticky/sticky';

const packageName = 'org.apache.kafka.clients.consumer.';

/** The release's own assignors, by the names of their classes. */
export function assignorClasses({ stickyRules }: Profile): ReadonlyMap<string, Assignor> {
  return new Map([
    [`${packageName}RangeAssignor`, rangeAssignor],
    [`${packageName}RoundRobinAssignor`, roundRobinAssignor],
    [`${packageName}StickyAssignor`, stickyAssignor(stickyRules)],
    [`${packageName}CooperativeStickyAssignor`, cooperativeStickyAssignor(stickyRules)],
  ]);
}

/**
 * The assignors that partition.assignment.strategy names, the release's default ones where it is not set. A class that
 * is none of the release's ends the consumer's construction (ConsumerPartitionAssignor.getAssignorInstances).
 */
export function readAssignors(
  text: string | undefined,
  profile: Profile,
): readonly Assignor[] | { readonly thrown: JavaException } {
  const classes = assignorClasses(profile);
  if (text === undefined)
    return profile.defaultAssignors.flatMap((name) => [...classes.values()].filter((each) => each.name === name));
  const given = text.trim() === '' ? [] : text.trim().split(/\s*,\s*/);
  const isDistinct = profile.repeatedAssignors === 'left-out';
  if (isDistinct && given.includes('')) return { thrown: emptyName };
  const named = (isDistinct ? [...new Set(given)] : given).map((name) => classes.get(name));
  const known = named.filter((assignor) => assignor !== undefined);
  const isRefused = profile.repeatedAssignors === 'refused' && new Set(known).size < known.length;
  return isRefused || known.length < named.length ? { thrown: notConstructed } : known;
}

const emptyName: JavaException = {
  exception: 'org.apache.kafka.common.config.ConfigException',
  message: "Configuration 'partition.assignment.strategy' values must not be empty.",
};

/** What is wrong with the class stands in its cause. */
const notConstructed: JavaException = {
  exception: 'org.apache.kafka.common.KafkaException',
  message: 'Failed to construct kafka consumer',
};
