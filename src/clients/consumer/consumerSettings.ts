import type { Profile } from '../../profiles/profile';
import type { Assignor } from '../assignors/assignor';
import { readAssignors } from '../assignors/assignors';
import { isolationLevels, type IsolationLevel } from '../../protocol/fields';
import type { Properties } from '../configDef';
import type { JavaException } from '../exceptions';

/** Where a consumer starts to read without a committed offset. */
export type OffsetReset = 'earliest' | 'latest' | 'none';

/** What of a consumer's configuration the simulation obeys; times in ms, sizes in bytes. */
export interface ConsumerSettings {
  readonly isolation: IsolationLevel;
  readonly reset: OffsetReset;
  readonly commits: boolean;
  readonly autoCommitIntervalMs: number;
  readonly sessionTimeoutMs: number;
  /** max.poll.interval.ms: how long the group waits for this member to join again. */
  readonly rebalanceTimeoutMs: number;
  readonly fetchMinBytes: number;
  readonly fetchMaxWaitMs: number;
  readonly fetchMaxBytes: number;
  readonly partitionMaxBytes: number;
  readonly requestTimeoutMs: number;
  /** check.crcs: whether checksums of what was fetched are looked at. */
  readonly checksCrcs: boolean;
  /** group.instance.id of a static member. */
  readonly groupInstanceId: string | null;
  /** partition.assignment.strategy, best first. */
  readonly assignors: readonly Assignor[];
}

/** Checks a consumer's configuration as org.apache.kafka.clients.consumer.ConsumerConfig does. */
export function readConsumerSettings(
  properties: Properties,
  profile: Profile,
): ConsumerSettings | { readonly thrown: JavaException } {
  const invalid = (name: string, value: string, why: string) => ({
    thrown: {
      exception: 'org.apache.kafka.common.config.ConfigException',
      message: `Invalid value ${value} for configuration ${name}: ${why}`,
    },
  });
  const isolation = properties.get('isolation.level') ?? 'read_uncommitted';
  if (!isIsolation(isolation))
    return invalid('isolation.level', isolation, 'String must be one of: read_committed, read_uncommitted');
  const reset = properties.get('auto.offset.reset') ?? 'latest';
  if (reset !== 'earliest' && reset !== 'latest' && reset !== 'none')
    return invalid('auto.offset.reset', reset, profile.words.offsetResets.replace('{}', reset));
  const assignors = readAssignors(properties.get('partition.assignment.strategy'), profile);
  if ('thrown' in assignors) return assignors;
  const number = (name: string, fallback: number) => Number(properties.get(name) ?? fallback) || fallback;
  return {
    isolation,
    reset,
    commits: properties.get('enable.auto.commit') !== 'false',
    autoCommitIntervalMs: number('auto.commit.interval.ms', 5000),
    sessionTimeoutMs: number('session.timeout.ms', profile.sessionTimeoutMs),
    rebalanceTimeoutMs: number('max.poll.interval.ms', 300_000),
    fetchMinBytes: number('fetch.min.bytes', 1),
    fetchMaxWaitMs: number('fetch.max.wait.ms', 500),
    fetchMaxBytes: number('fetch.max.bytes', 52_428_800),
    partitionMaxBytes: number('max.partition.fetch.bytes', 1_048_576),
    requestTimeoutMs: number('request.timeout.ms', 30_000),
    checksCrcs: properties.get('check.crcs')?.trim().toLowerCase() !== 'false',
    groupInstanceId: properties.get('group.instance.id') ?? null,
    assignors,
  };
}

/** Who subscribes needs an assignor (KafkaConsumer.throwIfNoAssignorsConfigured). */
export function subscriptionProblem({ assignors }: ConsumerSettings): JavaException | undefined {
  if (assignors.length > 0) return undefined;
  return {
    exception: 'java.lang.IllegalStateException',
    message:
      'Must configure at least one partition assigner class name to partition.assignment.strategy configuration ' +
      'property',
  };
}

function isIsolation(text: string): text is IsolationLevel {
  return Object.hasOwn(isolationLevels, text);
}
