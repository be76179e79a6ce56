import fc from 'fast-check';
import type { ProfileId } from '../../src/profiles/profile';
import { profiles } from '../../src/profiles/profiles';

/** A command line as a user types it, its standard input, and the wall time (ms) that passes before it. */
export interface Step {
  readonly line: string;
  readonly input: string;
  readonly waitMs: number;
}

/** A cluster to make, and what happens to it. */
export interface Walk {
  readonly init: string;
  readonly steps: readonly Step[];
}

const choice = (...words: readonly string[]) => `(${words.join('|')})`;

/** What {name} in a template stands for; (a|b) is one of the words between its bars. */
const parts: Readonly<Record<string, string>> = {
  servers: '--bootstrap-server localhost:9092,localhost:9093,localhost:9094,localhost:9095',
  one: '--bootstrap-server localhost:9092',
  topic: '(a|a|b|b|c)',
  broker: '(1|1|2|2|3|3|4)',
  brokers: '(1|2|3|1|2|3|1 2|2 3|3 1|1 2 3|4)',
  replicas: '(1|2|3|1:2|2:1|3:1|2:3|1:2:3|3:2:1|2:3:1:4)',
  partitions: '({replicas}|{replicas}|{replicas},{replicas})',
  time: '(0ms|1ms|400ms|3s|10s|31s|31s|5m|24h|876600h)',
  topicConfig: choice(
    'min.insync.replicas=1',
    'min.insync.replicas=2',
    'min.insync.replicas=2',
    'min.insync.replicas=3',
    'min.insync.replicas=4',
    'unclean.leader.election.enable=true',
    'unclean.leader.election.enable=false',
    'max.message.bytes=0',
    'max.message.bytes=90',
    'follower.replication.throttled.replicas=*',
    'leader.replication.throttled.replicas=*',
  ),
  brokerConfig: choice(
    'min.insync.replicas=1',
    'min.insync.replicas=2',
    'unclean.leader.election.enable=true',
    'follower.replication.throttled.rate=0',
    'follower.replication.throttled.rate=1',
    'leader.replication.throttled.rate=9223372036854775807',
  ),
  anyTopic: '({topic}|{topic}|__transaction_state|__transaction_state|__consumer_offsets)',
  id: '(t|t|u)',
  perf: '--topic {topic} --num-records 3 --record-size 9 --throughput -1',
  to: '(to-earliest|to-latest|shift-by 5)',
  props: 'bootstrap.servers=localhost:9092',
  timeout: '(1|5000|900000)',
  ofTopic: '--entity-type topics --entity-name {anyTopic}',
  ofTransactions: '--entity-type topics --entity-name __transaction_state',
  ofBroker: '--entity-type brokers --entity-(default|name 1|name 2)',
  moves: '--reassignment-json-file {plan}',
  plan: 'plan:{topic}:(0|0|1):{replicas}',
};

/** What changes the cluster, a fault, or time: how often it is chosen, and the command. */
const deeds: Readonly<Record<string, number>> = {
  'kafka-lab broker (stop|kill|kill|start|start|start --no-wait) {brokers}': 12,
  'kafka-lab broker (add|remove 4|remove 1|start 2 --as-duplicate)': 1,
  'kafka-lab controller (stop|kill|start|start) (101|102|103)': 2,
  'kafka-lab fault (pause|pause|resume|resume|resume) ({broker}|{broker}|101)': 4,
  'kafka-lab fault slow-follower {broker}': 6,
  'kafka-lab fault (clear|clear|clear 1|lose-ack a-0|lose-disk {broker})': 3,
  'kafka-lab replication (stepwise|settled)': 1,
  'kafka-lab clock advance {time}': 12,
  'kafka-lab clock (manual|live|step)': 1,
  'kafka-lab settle': 4,
  'kafka-lab migrate (next|next|next|rollback)': 1,
  'kafka-lab produce {topic} x y --acks (0|1|1|all|all)(| --key k)': 8,
  'kafka-lab produce {topic} x --transactional-id {id} --end (commit|abort|none|none)(|||| --epoch 0)': 8,
  'kafka-topics {servers} --create --topic {topic} --replica-assignment {partitions}(| --config {topicConfig})': 2,
  'kafka-topics {servers} (--create|--create --partitions 2|--delete|--alter --partitions 3) --topic {topic}': 2,
  'kafka-configs {servers} --alter {ofTopic} --add-config {topicConfig}': 6,
  'kafka-configs {servers} --alter {ofTransactions} --add-config min.insync.replicas=(1|3|3|4)': 3,
  'kafka-configs {servers} --alter {ofTopic} --delete-config min.insync.replicas': 1,
  'kafka-configs {servers} --alter {ofBroker} --add-config {brokerConfig}': 3,
  'kafka-leader-election {servers} --election-type (preferred|unclean) --all-topic-partitions': 2,
  'kafka-reassign-partitions {servers} {moves} --(execute|execute --additional|verify|cancel)': 4,
  'kafka-reassign-partitions {servers} {moves} --execute --throttle (1|1000000)': 2,
  'kafka-delete-records {servers} --offset-json-file {plan}': 1,
  'kafka-console-producer {one} --topic {topic} --request-required-acks (0|1|all)(| --producer-property {producer})': 2,
  'kafka-console-consumer {servers} --topic {topic} --timeout-ms (0|10000|2147483647){consumer}': 3,
  'kafka-consumer-groups {servers} --reset-offsets --group g --topic a --execute --{to}': 1,
  'kafka-producer-perf-test {perf} --transactional-id t --producer-props {props} transaction.timeout.ms={timeout}': 1,
  'kafka-transactions {one} abort --partition 0 --start-offset 0 --topic {topic}': 1,
};
const producer = '(retry.backoff.ms=0|delivery.timeout.ms=2147483647|request.timeout.ms=0|max.block.ms=0)';
const consumer = '(| --group g)(| --from-beginning)(| --isolation-level read_committed)(| --max-messages 1)';

/** What only looks. */
const questions: Readonly<Record<string, number>> = {
  'kafka-lab (status|events --last 9|explain a-0|ledger|ledger --summary)': 2,
  'kafka-lab (metadata log|replication show a-0|migrate status|verify)': 1,
  'kafka-topics {servers} --describe(| --unavailable-partitions| --under-min-isr-partitions)': 2,
  'kafka-configs {servers} --describe --entity-type (topics|brokers) --all': 1,
  'kafka-consumer-groups {servers} (--describe --all-groups|--list --state)': 1,
  'kafka-(get-offsets|log-dirs --describe|features describe|metadata-quorum describe --status) {servers}': 1,
  'kafka-transactions {one} (list|describe --transactional-id t|find-hanging --broker-id 1)': 1,
};

const znodes = `${choice(
  'create /n',
  'create -e /e',
  'delete /controller',
  'get /controller',
  'create /admin/reassign_partitions {"version":1,"partitions":[{"topic":"a","partition":0,"replicas":[2,1]}]}',
)}\n`;

/** Values of what decides about time and size, from none to far too much; what a release does not take is refused. */
const serverProperties = choice(
  'replica.lag.time.max.ms=0',
  'replica.lag.time.max.ms=1',
  'replica.lag.time.max.ms=500',
  'replica.lag.time.max.ms=9223372036854775807',
  'replica.fetch.wait.max.ms=0',
  'replica.fetch.wait.max.ms=2147483647',
  'replica.fetch.max.bytes=0',
  'broker.session.timeout.ms=1',
  'broker.session.timeout.ms=2147483647',
  'zookeeper.session.timeout.ms=1',
  'leader.imbalance.check.interval.seconds=0',
  'leader.imbalance.check.interval.seconds=1',
  'leader.imbalance.per.broker.percentage=0',
  'unclean.leader.election.interval.ms=1',
  'auto.leader.rebalance.enable=false',
  'controlled.shutdown.enable=false',
  'min.insync.replicas=2',
  'min.insync.replicas=5',
  'default.replication.factor=2',
  'num.partitions=2',
  'auto.create.topics.enable=false',
  'unclean.leader.election.enable=true',
  'transaction.state.log.min.isr=1',
  'transaction.state.log.min.isr=3',
  'transaction.state.log.replication.factor=1',
  'offsets.topic.replication.factor=2',
);

/** All texts of a template, drawn part by part so that they shrink. */
function texts(template: string): fc.Arbitrary<string> {
  const pieces = [...template.matchAll(/\{(\w+)\}|\(((?:[^()]|\{\w+\})*)\)|[^{(]+|\{/g)].map(
    ([piece, name, choices]) => {
      if (name !== undefined) return texts({ producer, consumer, ...parts }[name]!);
      if (choices !== undefined) return fc.oneof(...choices.split('|').map(texts));
      return fc.constant(piece);
    },
  );
  return fc.tuple(...pieces).map((drawn) => drawn.join(''));
}

const weighed = (table: Readonly<Record<string, number>>) =>
  fc.oneof(...Object.entries(table).map(([template, weight]) => ({ weight, arbitrary: texts(template) })));

const waits = fc.constantFrom(0, 0, 1, 700, 30_000, 3_600_000);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 16,
    arbitrary: fc.record({ line: weighed(deeds), input: fc.constantFrom('x\n', 'x\ny\n', ''), waitMs: waits }),
  },
  { weight: 2, arbitrary: fc.record({ line: weighed(questions), input: fc.constant(''), waitMs: waits }) },
  {
    weight: 1,
    arbitrary: fc.record({ line: fc.constant('zookeeper-shell localhost:2181'), input: texts(znodes), waitMs: waits }),
  },
);

const init = fc
  .record({
    profile: fc.constantFrom(...(Object.keys(profiles) as ProfileId[])),
    quorum: texts('(|| --controllers 1| --combined)'),
    rest: texts('--brokers (3|3|3|4|2|1) --seed (1|7|42)(|| --clock live)'),
    properties: fc.array(texts(serverProperties), { maxLength: 4 }),
  })
  .map(({ profile, quorum, rest, properties }) => {
    const small = ['transaction.state.log.num.partitions=2', 'offsets.topic.num.partitions=1'];
    const lines = [...small, ...properties].map((line) => ` --broker-config ${line}`).join('');
    return `kafka-lab init --profile ${profile}${profiles[profile].mode === 'kraft' ? quorum : ''} ${rest}${lines}`;
  });

/** Most clusters have a topic to begin with, and a transaction that is open. */
const first = fc.tuple(
  ...[
    'kafka-topics {servers} --create --topic a --replica-assignment {partitions} --config {topicConfig}',
    'kafka-topics {servers} --create --topic b --replica-assignment (1|2|3)',
    'kafka-lab produce (a|b|b) x --transactional-id t --end none',
  ].map((template) => texts(template).map((line): Step => ({ line, input: '', waitMs: 0 }))),
);

/** @param length how many commands at most */
export function walks(length: number): fc.Arbitrary<Walk> {
  return fc
    .record({
      init,
      first,
      steps: fc.array(step, { minLength: length / 2, maxLength: length, size: 'max' }),
    })
    .map(({ init: made, first: begun, steps }) => ({ init: made, steps: [...begun, ...steps] }));
}

/** What stands in a plan's file, for the tools that read plans: reassignment and deletion in one. */
export function planText(name: string): string {
  const [, topic, partition, ...ids] = name.split(':');
  const replicas = ids.map(Number);
  return JSON.stringify({
    version: 1,
    partitions: [{ topic, partition: Number(partition), replicas, offset: replicas[0] }],
  });
}
