import type { ProfileId } from '../../src/profiles/profile';

/** A part of a recorded answer that rests on chance in that one run, in a way that masks.ts does not know as a rule. */
export interface ChanceAnswer {
  readonly what: string;
  /** Recordings, as in `3.9-zk/members`. */
  readonly in: readonly `${ProfileId}/${string}`[];
  /** The commands whose answers are meant. */
  readonly command: RegExp;
  /** What is chance in a line; without it no line of the answer is compared, only the exit code. */
  readonly pattern?: RegExp;
  readonly by?: string;
}

export const chanceAnswers: readonly ChanceAnswer[] = [
  {
    what: 'which controller won the first election',
    in: ['3.9-kraft/cluster-tools', '4.3-kraft/cluster-tools', '3.9-kraft/small-tools', '4.3-kraft/small-tools'],
    command: /kafka-features.* (?:upgrade|disable)|kafka-metadata-quorum.* --status/,
    pattern: /(Local controller |^LeaderId: +)\d+/,
    by: '$1N',
  },
  {
    what: 'the order of voters, a Java set by ids that are drawn',
    in: ['4.3-kraft/cluster-tools'],
    command: /remove-controller/,
    pattern: /(from the set of voters )\[.*\]/,
    by: '$1[...]',
  },
  {
    what: 'where added partitions were placed',
    in: ['3.9-kraft/topics-alter-delete', '4.3-kraft/topics-alter-delete'],
    command: /--describe --topic 'logs-/,
    pattern: /(Topic: logs-[ab]\tPartition: [12]\tLeader: )\d\tReplicas: \d\tIsr: \d/,
    by: '$1N',
  },
  {
    what: 'where a topic without an assignment was placed',
    in: ['4.3-kraft/topics-alter-delete'],
    command: /--describe$/,
    pattern: /(Topic: t2\tPartition: 0\tLeader: )\d\tReplicas: \d,\d\tIsr: \d,\d/,
    by: '$1N',
  },
  {
    what: 'which partition of a topic placed at random had the stopped broker as its preferred leader',
    in: ['3.9-zk/seed-failover', '4.3-kraft/seed-failover'],
    command: /--election-type preferred --all-topic-partitions/,
    pattern: /test-topic-\d/,
    by: 'test-topic-N',
  },
  {
    what: 'which partition a producer without keys took',
    in: ['3.9-kraft/members', '3.9-zk/members', '4.3-kraft/members'],
    command: /kafka-get-offsets\.sh .* --topic m$/,
    pattern: /^m:[01]:[03]$/,
    by: 'm:N:N',
  },
  {
    what: 'a consumer that was not ready within its five seconds',
    in: ['3.9-zk/min-isr'],
    command: /kafka-console-consumer\.sh .* --topic safe --from-beginning --timeout-ms 5000/,
  },
  {
    what: 'the size of a batch: with records more than 63 ms apart a timestamp takes a byte more',
    in: ['2.8-zk/data-offsets'],
    command: /kafka-log-dirs/,
    pattern: /("partition":"words-2","size":)1(?:59|60)/g,
    by: '$1N',
  },
  {
    what: 'which broker answered: one has a min.insync.replicas of its own',
    in: ['3.9-zk/configs-probe'],
    command: /--describe --all --topic t$/,
    pattern: /^ {2}min\.insync\.replicas=[12] .*/,
    by: '  min.insync.replicas=N',
  },
  {
    what: 'which broker answered: one has a min.insync.replicas of its own',
    in: ['3.9-zk/static-configs'],
    command: /--describe --under-min-isr-partitions --topic two/,
  },
];
