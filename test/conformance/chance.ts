/**
 * Recorded answers that rest on where Kafka placed replicas at random in that one run, in a way that normalising does not cover: which
 * partition of a randomly placed topic had the stopped broker as its preferred leader, or where added partitions went. Beside them: the
 * partition that a producer without keys took, and a consumer that was not ready within its five seconds.
 */
export const chance: ReadonlySet<string> = new Set([
  '3.9-zk/seed-failover: kafka-leader-election.sh --bootstrap-server localhost:9092 --election-type preferred --all-topic-partitions',
  '4.3-kraft/seed-failover: kafka-leader-election.sh --bootstrap-server localhost:9092 --election-type preferred --all-topic-partitions',
  "3.9-kraft/topics-alter-delete: kafka-topics.sh --bootstrap-server localhost:9092 --describe --topic 'logs-.*'",
  "4.3-kraft/topics-alter-delete: kafka-topics.sh --bootstrap-server localhost:9092 --describe --topic 'logs-.*'",
  '4.3-kraft/topics-alter-delete: kafka-topics.sh --bootstrap-server localhost:9092 --describe',
  '3.9-kraft/members: kafka-get-offsets.sh --bootstrap-server localhost:9092 --topic m',
  '3.9-zk/members: kafka-get-offsets.sh --bootstrap-server localhost:9092 --topic m',
  '4.3-kraft/members: kafka-get-offsets.sh --bootstrap-server localhost:9092 --topic m',
  '3.9-zk/min-isr: kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic safe --from-beginning --timeout-ms 5000',
  // Answered by another broker than the one that has a configuration of its own.
  '3.9-zk/configs-probe: kafka-configs.sh --bootstrap-server localhost:9092 --describe --all --topic t',
  '3.9-zk/static-configs: kafka-topics.sh --bootstrap-server localhost:9092 --describe --under-min-isr-partitions --topic two',
]);
