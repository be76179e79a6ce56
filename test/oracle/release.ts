import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ProfileId } from '../../src/profiles/profile';
import { profiles } from '../../src/profiles/profiles';

/** Where releases are kept from one recording to the next: their jars, and a small launcher for each of their tools. */
export const cacheFolder = process.env.ORACLE_DIR ?? join(homedir(), '.cache', 'kafka-oracle');

/** An Apache Kafka of one version that can be run: `libs` holds its jars, `bin` its tools. */
export interface Release {
  readonly version: string;
  readonly home: string;
  readonly bin: string;
}

/** A Maven artifact, as `group:name:version`. */
type Coordinates = string;

/** The tools' main classes; of several the first that the release has. */
const mainClasses: Readonly<Record<string, readonly string[]>> = {
  'kafka-topics': ['org.apache.kafka.tools.TopicCommand', 'kafka.admin.TopicCommand'],
  'kafka-configs': ['org.apache.kafka.tools.ConfigCommand', 'kafka.admin.ConfigCommand'],
  'kafka-leader-election': ['org.apache.kafka.tools.LeaderElectionCommand', 'kafka.admin.LeaderElectionCommand'],
  'kafka-preferred-replica-election': ['kafka.admin.PreferredReplicaLeaderElectionCommand'],
  'kafka-reassign-partitions': [
    'org.apache.kafka.tools.reassign.ReassignPartitionsCommand',
    'kafka.admin.ReassignPartitionsCommand',
  ],
  'zookeeper-shell': ['org.apache.zookeeper.ZooKeeperMainWithTlsSupportForKafka'],
  'kafka-console-producer': ['org.apache.kafka.tools.ConsoleProducer', 'kafka.tools.ConsoleProducer'],
  'kafka-console-consumer': ['org.apache.kafka.tools.consumer.ConsoleConsumer', 'kafka.tools.ConsoleConsumer'],
  'kafka-get-offsets': ['org.apache.kafka.tools.GetOffsetShell', 'kafka.tools.GetOffsetShell'],
  'kafka-consumer-groups': [
    'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
    'kafka.admin.ConsumerGroupCommand',
  ],
  'kafka-groups': ['org.apache.kafka.tools.GroupsCommand'],
  'kafka-log-dirs': ['org.apache.kafka.tools.LogDirsCommand', 'kafka.admin.LogDirsCommand'],
  'kafka-dump-log': ['org.apache.kafka.tools.DumpLogSegments', 'kafka.tools.DumpLogSegments'],
  'kafka-metadata-quorum': ['org.apache.kafka.tools.MetadataQuorumCommand'],
  'kafka-metadata-shell': ['org.apache.kafka.shell.MetadataShell'],
  'kafka-broker-api-versions': [
    'org.apache.kafka.tools.BrokerApiVersionsCommand',
    'kafka.admin.BrokerApiVersionsCommand',
  ],
  'kafka-features': ['org.apache.kafka.tools.FeatureCommand', 'kafka.admin.FeatureCommand'],
  'kafka-cluster': ['org.apache.kafka.tools.ClusterTool', 'kafka.tools.ClusterTool'],
  'kafka-storage': ['org.apache.kafka.tools.StorageTool', 'kafka.tools.StorageTool'],
  'kafka-delete-records': ['org.apache.kafka.tools.DeleteRecordsCommand', 'kafka.admin.DeleteRecordsCommand'],
  'kafka-transactions': ['org.apache.kafka.tools.TransactionsCommand', 'kafka.tools.TransactionsCommand'],
  'kafka-producer-perf-test': ['org.apache.kafka.tools.ProducerPerformance'],
  'kafka-acls': ['org.apache.kafka.tools.AclCommand', 'kafka.admin.AclCommand'],
  'kafka-server-start': ['kafka.Kafka'],
  'zookeeper-server-start': ['org.apache.zookeeper.server.quorum.QuorumPeerMain'],
};

/** Words that a launcher puts before the user's. */
const firstWords: Readonly<Record<string, string>> = { 'zookeeper-shell': '-server' };

/** What the release's own downloads bring beside Kafka, so that its tools log as they do there. */
function artifacts(version: string): readonly Coordinates[] {
  const kafka = [`org.apache.kafka:kafka_2.13:${version}`, `org.apache.kafka:kafka-tools:${version}`];
  if (version.startsWith('2.')) return kafka;
  const shell = `org.apache.kafka:kafka-shell:${version}`;
  if (version.startsWith('3.')) return [...kafka, shell, 'org.slf4j:slf4j-reload4j:1.7.36'];
  return [
    ...kafka,
    shell,
    'org.apache.logging.log4j:log4j-slf4j-impl:2.25.2',
    'org.apache.logging.log4j:log4j-core:2.25.2',
    'com.fasterxml.jackson.dataformat:jackson-dataformat-yaml:2.21.2',
    'com.fasterxml.jackson.core:jackson-core:2.21.2',
  ];
}

/**
 * The release that a profile simulates, fetched with Maven if it is not in the cache.
 * @throws Error when Maven fails
 */
export function releaseOf(profile: ProfileId): Release {
  return fetchRelease(profiles[profile].kafkaVersion);
}

/** The release of a version such as "3.9.2"; see releaseOf. */
export function fetchRelease(version: string): Release {
  const home = join(cacheFolder, version);
  const libs = join(home, 'libs');
  if (!existsSync(libs)) copyJars(home, artifacts(version));
  const bin = join(home, 'launchers');
  if (!existsSync(bin)) writeLaunchers(version, home, bin);
  return { version, home, bin };
}

function copyJars(home: string, wanted: readonly Coordinates[]): void {
  mkdirSync(home, { recursive: true });
  const dependencies = wanted.map((coordinates) => {
    const [group, name, version] = coordinates.split(':');
    const artifact = `<groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version>`;
    return `<dependency>${artifact}</dependency>`;
  });
  const pom = join(home, 'pom.xml');
  writeFileSync(
    pom,
    `<project><modelVersion>4.0.0</modelVersion><groupId>oracle</groupId><artifactId>kafka</artifactId>
    <version>1</version><dependencies>${dependencies.join('')}</dependencies></project>\n`,
  );
  const libs = join(home, 'libs');
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
  const { status } = spawnSync('mvn', ['-q', '-f', pom, goal, `-DoutputDirectory=${libs}`, '-DincludeScope=runtime'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status === 0) return;
  rmSync(libs, { recursive: true, force: true });
  throw new Error('Maven did not bring the jars; it is needed beside a JDK 17');
}

const pattern = '[%d] %p %m (%c)%n';

/** Tools log warnings on standard error, in the layout of the release's config/tools-log4j; servers all of INFO. */
function logging(version: string, level: 'WARN' | 'INFO'): string {
  if (version.startsWith('4.'))
    return `Configuration:
  Appenders:
    Console: { name: STDERR, target: SYSTEM_ERR, PatternLayout: { pattern: "${pattern}" } }
  Loggers:
    Root: { level: ${level}, AppenderRef: [{ ref: STDERR }] }
`;
  return `log4j.rootLogger=${level}, stderr
log4j.appender.stderr=org.apache.log4j.ConsoleAppender
log4j.appender.stderr.layout=org.apache.log4j.PatternLayout
log4j.appender.stderr.layout.ConversionPattern=${pattern}
log4j.appender.stderr.Target=System.err
${level === 'INFO' ? 'log4j.logger.org.apache.zookeeper=WARN\nlog4j.logger.state.change.logger=TRACE\n' : ''}`;
}

function writeLaunchers(version: string, home: string, bin: string): void {
  const libs = join(home, 'libs');
  const classes = classNames(libs);
  const [property, ending] = version.startsWith('4.')
    ? ['log4j2.configurationFile', 'yaml']
    : ['log4j.configuration', 'properties'];
  mkdirSync(bin, { recursive: true });
  for (const level of ['WARN', 'INFO'] as const)
    writeFileSync(join(bin, `${level}.${ending}`), logging(version, level));
  for (const [tool, candidates] of Object.entries(mainClasses)) {
    const main = candidates.find((name) => classes.has(name));
    if (main === undefined) continue;
    const isServer = tool.endsWith('-server-start');
    const memory = isServer ? '-Xmx400M' : '-Xmx256M -XX:TieredStopAtLevel=1';
    const config = join(bin, `${isServer ? 'INFO' : 'WARN'}.${ending}`);
    const where = property === 'log4j.configuration' ? `file:${config}` : config;
    const words = [
      `exec java ${memory} -XX:+UseSerialGC -Djava.awt.headless=true -D${property}='${where}' -cp '${libs}/*'`,
      '$KAFKA_OPTS',
      main,
      ...(firstWords[tool] ? [firstWords[tool]] : []),
      '"$@"',
    ];
    writeFileSync(join(bin, `${tool}.sh`), `#!/bin/bash\n${words.join(' ')}\n`, { mode: 0o755 });
  }
}

/** Names of all classes in the jars of Kafka and ZooKeeper. */
function classNames(libs: string): ReadonlySet<string> {
  const jars = readdirSync(libs).filter((name) => /^(kafka|zookeeper)/.test(name));
  const listed = jars.flatMap((jar) => {
    const { stdout } = spawnSync('jar', ['tf', join(libs, jar)], { encoding: 'utf8', maxBuffer: 1 << 26 });
    return stdout.split('\n');
  });
  return new Set(listed.map((name) => name.replace(/\.class$/, '').replaceAll('/', '.')));
}
