import { atLeast, type ConfigRow } from './configDefinition';

/** What a release can change while a broker runs (KIP-226), as its `DynamicBrokerConfig` and `DynamicConfig` list it. */
export interface DynamicBrokerConfigs {
  readonly names: readonly string[];
  /** In which order their values are checked, those of `throttleRows` first: as they stand here, or as Scala's mutable map has them. */
  readonly checkOrder: 'as-listed' | 'scala-map';
  /** Those of them that a cluster-wide default cannot have. */
  readonly perBroker: ReadonlySet<string>;
}

/** Exist as dynamic configurations only. */
export const throttleRows: readonly ConfigRow[] = [
  ['leader.replication.throttled.rate', 'LONG', '9223372036854775807', atLeast(0)],
  ['follower.replication.throttled.rate', 'LONG', '9223372036854775807', atLeast(0)],
  ['replica.alter.log.dirs.io.max.bytes.per.second', 'LONG', '9223372036854775807', atLeast(0)],
];

/** `SslConfigs.RECONFIGURABLE_CONFIGS`: dynamic for a listener only. */
export const dynamicSecurityNames: readonly string[] = [
  'ssl.keystore.type', 'ssl.keystore.location', 'ssl.keystore.password', 'ssl.key.password', 'ssl.truststore.type',
  'ssl.truststore.location', 'ssl.truststore.password', 'ssl.keystore.certificate.chain', 'ssl.keystore.key', 'ssl.truststore.certificates',
];

/** `DynamicBrokerConfig.ListenerMechanismConfigs`: behind a listener's prefix and a mechanism. */
export const listenerMechanismNames: readonly string[] = [
  'sasl.jaas.config', 'sasl.login.callback.handler.class', 'sasl.login.class', 'sasl.server.callback.handler.class', 'connections.max.reauth.ms',
];

const perBrokerNames = [
  'listener.security.protocol.map', 'listeners', 'principal.builder.class', 'sasl.enabled.mechanisms', 'sasl.jaas.config',
  'sasl.kerberos.kinit.cmd', 'sasl.kerberos.min.time.before.relogin', 'sasl.kerberos.principal.to.local.rules',
  'sasl.kerberos.service.name', 'sasl.kerberos.ticket.renew.jitter', 'sasl.kerberos.ticket.renew.window.factor',
  'sasl.login.refresh.buffer.seconds', 'sasl.login.refresh.min.period.seconds', 'sasl.login.refresh.window.factor',
  'sasl.login.refresh.window.jitter', 'sasl.mechanism.inter.broker.protocol', 'ssl.cipher.suites', 'ssl.client.auth',
  'ssl.enabled.protocols', 'ssl.endpoint.identification.algorithm', 'ssl.engine.factory.class', 'ssl.key.password',
  'ssl.keymanager.algorithm', 'ssl.keystore.certificate.chain', 'ssl.keystore.key', 'ssl.keystore.location', 'ssl.keystore.password',
  'ssl.keystore.type', 'ssl.protocol', 'ssl.provider', 'ssl.secure.random.implementation', 'ssl.trustmanager.algorithm',
  'ssl.truststore.certificates', 'ssl.truststore.location', 'ssl.truststore.password', 'ssl.truststore.type',
];

const names28 = [
  'message.max.bytes', 'num.network.threads', 'num.io.threads', 'background.threads', 'listeners', 'advertised.listeners',
  'listener.security.protocol.map', 'max.connections.per.ip', 'max.connections.per.ip.overrides', 'max.connections',
  'max.connection.creation.rate', 'log.segment.bytes', 'log.roll.ms', 'log.roll.jitter.ms', 'log.retention.ms', 'log.retention.bytes',
  'log.cleanup.policy', 'log.cleaner.threads', 'log.cleaner.io.max.bytes.per.second', 'log.cleaner.dedupe.buffer.size',
  'log.cleaner.io.buffer.size', 'log.cleaner.io.buffer.load.factor', 'log.cleaner.backoff.ms', 'log.cleaner.min.cleanable.ratio',
  'log.cleaner.delete.retention.ms', 'log.cleaner.min.compaction.lag.ms', 'log.cleaner.max.compaction.lag.ms', 'log.index.size.max.bytes',
  'log.index.interval.bytes', 'log.flush.interval.messages', 'log.segment.delete.delay.ms', 'log.flush.interval.ms', 'log.preallocate',
  'num.recovery.threads.per.data.dir', 'min.insync.replicas', 'log.message.timestamp.type', 'log.message.timestamp.difference.max.ms',
  'log.message.downconversion.enable', 'num.replica.fetchers', 'unclean.leader.election.enable', 'compression.type', 'metric.reporters',
  'principal.builder.class', 'ssl.protocol', 'ssl.provider', 'ssl.enabled.protocols', 'ssl.keystore.type', 'ssl.keystore.location',
  'ssl.keystore.password', 'ssl.key.password', 'ssl.keystore.key', 'ssl.keystore.certificate.chain', 'ssl.truststore.type',
  'ssl.truststore.location', 'ssl.truststore.password', 'ssl.truststore.certificates', 'ssl.keymanager.algorithm',
  'ssl.trustmanager.algorithm', 'ssl.endpoint.identification.algorithm', 'ssl.secure.random.implementation', 'ssl.client.auth',
  'ssl.cipher.suites', 'ssl.engine.factory.class', 'sasl.mechanism.inter.broker.protocol', 'sasl.jaas.config', 'sasl.enabled.mechanisms',
  'sasl.kerberos.service.name', 'sasl.kerberos.kinit.cmd', 'sasl.kerberos.ticket.renew.window.factor', 'sasl.kerberos.ticket.renew.jitter',
  'sasl.kerberos.min.time.before.relogin', 'sasl.kerberos.principal.to.local.rules', 'sasl.login.refresh.window.factor',
  'sasl.login.refresh.window.jitter', 'sasl.login.refresh.min.period.seconds', 'sasl.login.refresh.buffer.seconds',
];

const added39 = [
  'log.local.retention.ms', 'compression.lz4.level', 'transaction.partition.verification.enable',
  'remote.log.manager.fetch.max.bytes.per.second', 'remote.log.index.file.cache.total.size.bytes', 'log.message.timestamp.after.max.ms',
  'log.message.timestamp.before.max.ms', 'log.local.retention.bytes', 'compression.gzip.level', 'compression.zstd.level',
  'producer.id.expiration.ms', 'remote.log.manager.copy.max.bytes.per.second', 'remote.fetch.max.wait.ms',
];

const names43 = [
  'remote.log.index.file.cache.total.size.bytes', 'remote.log.manager.copier.thread.pool.size',
  'remote.log.manager.expiration.thread.pool.size', 'remote.log.manager.follower.thread.pool.size', 'remote.log.reader.threads',
  'log.local.retention.ms', 'log.local.retention.bytes', 'remote.log.manager.copy.max.bytes.per.second',
  'remote.log.manager.fetch.max.bytes.per.second', 'remote.fetch.max.wait.ms', 'remote.list.offsets.request.timeout.ms',
  'message.max.bytes', 'num.io.threads', 'background.threads', 'config.providers', 'compression.type', 'compression.gzip.level',
  'compression.lz4.level', 'compression.zstd.level', 'listeners', 'listener.security.protocol.map', 'max.connections.per.ip',
  'max.connections.per.ip.overrides', 'max.connections', 'max.connection.creation.rate', 'num.network.threads', 'num.replica.fetchers',
  'unclean.leader.election.enable', 'follower.fetch.last.tiered.offset.enable', 'group.coordinator.cached.buffer.max.bytes',
  'group.consumer.assignment.interval.ms', 'group.share.assignment.interval.ms', 'group.streams.assignment.interval.ms',
  'log.cleaner.threads', 'log.cleaner.io.max.bytes.per.second', 'log.cleaner.dedupe.buffer.size', 'log.cleaner.io.buffer.size',
  'log.cleaner.io.buffer.load.factor', 'log.cleaner.backoff.ms', 'log.cleaner.min.cleanable.ratio', 'log.cleaner.delete.retention.ms',
  'log.cleaner.min.compaction.lag.ms', 'log.cleaner.max.compaction.lag.ms', 'cordoned.log.dirs', 'log.segment.bytes', 'log.roll.ms',
  'log.roll.jitter.ms', 'log.retention.ms', 'log.retention.bytes', 'log.cleanup.policy', 'log.index.size.max.bytes',
  'log.index.interval.bytes', 'log.flush.interval.messages', 'log.segment.delete.delay.ms', 'log.flush.interval.ms', 'log.preallocate',
  'num.recovery.threads.per.data.dir', 'min.insync.replicas', 'log.message.timestamp.type', 'log.message.timestamp.before.max.ms',
  'log.message.timestamp.after.max.ms', 'share.coordinator.cached.buffer.max.bytes', 'transaction.partition.verification.enable',
  'producer.id.expiration.ms', 'metric.reporters', 'principal.builder.class', 'ssl.client.auth', 'ssl.protocol', 'ssl.provider',
  'ssl.enabled.protocols', 'ssl.keystore.type', 'ssl.keystore.location', 'ssl.keystore.password', 'ssl.key.password', 'ssl.keystore.key',
  'ssl.keystore.certificate.chain', 'ssl.truststore.type', 'ssl.truststore.location', 'ssl.truststore.password',
  'ssl.truststore.certificates', 'ssl.keymanager.algorithm', 'ssl.trustmanager.algorithm', 'ssl.endpoint.identification.algorithm',
  'ssl.secure.random.implementation', 'ssl.cipher.suites', 'ssl.engine.factory.class', 'sasl.mechanism.inter.broker.protocol',
  'sasl.enabled.mechanisms', 'sasl.kerberos.principal.to.local.rules', 'sasl.jaas.config', 'sasl.kerberos.service.name',
  'sasl.kerberos.kinit.cmd', 'sasl.kerberos.ticket.renew.window.factor', 'sasl.kerberos.ticket.renew.jitter',
  'sasl.kerberos.min.time.before.relogin', 'sasl.login.refresh.window.factor', 'sasl.login.refresh.window.jitter',
  'sasl.login.refresh.min.period.seconds', 'sasl.login.refresh.buffer.seconds',
];

export const dynamicBrokerConfigs28 = (): DynamicBrokerConfigs => ({
  names: names28,
  checkOrder: 'as-listed',
  perBroker: new Set([...perBrokerNames, 'advertised.listeners']),
});
export const dynamicBrokerConfigs39 = (): DynamicBrokerConfigs => ({
  ...dynamicBrokerConfigs28(),
  names: [...names28, ...added39],
  checkOrder: 'scala-map',
});
export const dynamicBrokerConfigs43 = (): DynamicBrokerConfigs => ({
  names: names43,
  checkOrder: 'as-listed',
  perBroker: new Set([...perBrokerNames, 'cordoned.log.dirs']),
});
