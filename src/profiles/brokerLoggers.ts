/**
 * Loggers of a broker that has just become the leader of a first topic, and with ZooKeeper is the controller: recording
 * `loggers`, in its order. Those that are not INFO have their level. More appear in a real broker as it loads classes.
 */
export const brokerLoggers28zk = `
org.apache.zookeeper.CreateMode=WARN org.apache.kafka.common.requests.FetchMetadata kafka.server.FetchSessionCache
kafka.coordinator.transaction.ProducerIdManager kafka.utils.KafkaScheduler org.apache.kafka.common.utils.AppInfoParser
kafka.server.KafkaRequestHandler org.apache.kafka.clients.ClientUtils kafka.utils.Log4jControllerRegistration$
kafka.cluster.Replica kafka.log.LogManager kafka.controller.ControllerEventManager$ControllerEventThread
org.apache.zookeeper.ClientCnxnSocketNIO=WARN state.change.logger=TRACE kafka.controller.KafkaController
kafka.server.KafkaConfig kafka.cluster.Partition org.apache.zookeeper.ZooKeeper=WARN
org.apache.zookeeper.ClientCnxnSocket=WARN kafka.server.DelayedCreatePartitions
org.apache.kafka.clients.CommonClientConfigs kafka.server.FinalizedFeatureChangeListener
kafka.server.ReplicaManager$LogDirFailureHandler kafka.log.Log org.apache.zookeeper.server.ZooKeeperThread=WARN
org.apache.zookeeper.common.X509Util=WARN org.apache.zookeeper.common.ZKConfig=WARN kafka.log.AbstractIndex
kafka.zk.AdminZkClient kafka.utils.FileLock kafka.server.BrokerMetadataCheckpoint
org.apache.kafka.common.record.MemoryRecords kafka.network.RequestChannel org.apache.kafka.common.metrics.Metrics
org.apache.kafka.common.network.ChannelBuilders kafka.request.logger org.apache.kafka.common.protocol.Errors
kafka.common.ZkNodeChangeNotificationListener$ChangeEventProcessThread kafka.server.FinalizedFeatureCache
org.apache.kafka.common.utils.LoggingSignalHandler kafka.log.OffsetIndex
kafka.server.DelayedOperationPurgatory$ExpiredOperationReaper kafka.network.SocketServer
org.apache.zookeeper.client.ZooKeeperSaslClient=WARN org.apache.kafka.common.network.Selector
org.apache.zookeeper.client.StaticHostProvider=WARN kafka.server.DelayedOperationPurgatory
kafka.coordinator.transaction.TransactionMarkerChannelManager org.apache.zookeeper.ClientCnxn=WARN
kafka.network.RequestChannel$ org.apache.zookeeper.SaslServerPrincipal=WARN kafka.log.LogConfig
org.apache.zookeeper=WARN kafka.controller.RequestSendThread com.yammer.metrics.reporting.JmxReporter
org.apache.kafka.common.security.JaasUtils org.apache.kafka.clients.NetworkClient kafka.network.Acceptor root
kafka.server.ReplicaManager kafka.server.epoch.LeaderEpochFileCache kafka.server.BrokerToControllerRequestThread
kafka.server.FullFetchContext kafka.server.KafkaServer kafka.zookeeper.ZooKeeperClient kafka.network.Processor
org.apache.kafka.common.utils.ConfigUtils kafka.server.ZkAdminManager org.apache.kafka.common.metrics.JmxReporter
kafka.server.ReplicaFetcherManager org.apache.kafka.common.utils.Utils kafka.controller.ZkReplicaStateMachine
kafka.utils.CoreUtils$ kafka.server.ClientQuotaManager$ThrottledChannelReaper
kafka.server.FinalizedFeatureChangeListener$ChangeNotificationProcessorThread kafka.coordinator.group.GroupCoordinator
kafka.controller.ZkPartitionStateMachine org.apache.kafka.clients.ClusterConnectionStates kafka.server.FetchManager
org.apache.kafka.common.utils.KafkaThread kafka.log.LogCleaner org.apache.kafka.common.network.PlaintextChannelBuilder
org.apache.kafka.common.network.NetworkReceive kafka.coordinator.transaction.TransactionCoordinator
kafka.network.ConnectionQuotas org.apache.kafka.common.config.AbstractConfig kafka.zk.KafkaZkClient
kafka.server.KafkaApis kafka.controller.ControllerChannelManager kafka.log.TimeIndex
kafka.controller.TopicDeletionManager
`;

/** The same of 3.9 with ZooKeeper. */
export const brokerLoggers39zk = `
com.yammer.metrics.reporting.JmxReporter kafka.cluster.Partition kafka.cluster.Replica
kafka.common.ZkNodeChangeNotificationListener$ChangeEventProcessThread kafka.controller.ControllerChannelManager
kafka.controller.ControllerEventManager$ControllerEventThread kafka.controller.KafkaController
kafka.controller.RequestSendThread kafka.controller.TopicDeletionManager kafka.controller.ZkPartitionStateMachine
kafka.controller.ZkReplicaStateMachine kafka.coordinator.group.GroupCoordinator
kafka.coordinator.transaction.TransactionCoordinator kafka.coordinator.transaction.TransactionMarkerChannelManager
kafka.log.LocalLog kafka.log.LogCleaner kafka.log.LogCleaner$CleanerThread kafka.log.LogManager kafka.log.UnifiedLog
kafka.log.UnifiedLog$ kafka.network.ConnectionQuotas kafka.network.DataPlaneAcceptor kafka.network.Processor
kafka.network.RequestChannel$ kafka.network.SocketServer kafka.request.logger kafka.server.AddPartitionsToTxnManager
kafka.server.ClientQuotaManager$ThrottledChannelReaper kafka.server.ConfigAdminManager
kafka.server.DelayedCreatePartitions kafka.server.DelayedOperationPurgatory
kafka.server.DelayedOperationPurgatory$ExpiredOperationReaper kafka.server.FetchManager
kafka.server.FetchSessionCacheShard kafka.server.FinalizedFeatureChangeListener
kafka.server.FinalizedFeatureChangeListener$ChangeNotificationProcessorThread kafka.server.FullFetchContext
kafka.server.KafkaApis kafka.server.KafkaConfig kafka.server.KafkaRequestHandler kafka.server.KafkaServer
kafka.server.NodeToControllerRequestThread kafka.server.ReplicaFetcherManager kafka.server.ReplicaManager
kafka.server.ReplicaManager$LogDirFailureHandler kafka.server.ZkAdminManager kafka.server.metadata.ZkMetadataCache
kafka.utils.CoreUtils$ kafka.utils.Log4jControllerRegistration$ kafka.zk.AdminZkClient kafka.zk.KafkaZkClient
kafka.zookeeper.ZooKeeperClient org.apache.kafka.clients.ClientUtils org.apache.kafka.clients.ClusterConnectionStates
org.apache.kafka.clients.CommonClientConfigs org.apache.kafka.clients.NetworkClient
org.apache.kafka.common.config.AbstractConfig org.apache.kafka.common.metrics.JmxReporter
org.apache.kafka.common.metrics.Metrics org.apache.kafka.common.network.ChannelBuilders
org.apache.kafka.common.network.NetworkReceive org.apache.kafka.common.network.Selector
org.apache.kafka.common.protocol.Errors org.apache.kafka.common.record.MemoryRecords
org.apache.kafka.common.requests.FetchMetadata org.apache.kafka.common.security.JaasUtils
org.apache.kafka.common.utils.AppInfoParser org.apache.kafka.common.utils.ConfigUtils
org.apache.kafka.common.utils.KafkaThread org.apache.kafka.common.utils.LoggingSignalHandler
org.apache.kafka.common.utils.Utils org.apache.kafka.coordinator.group.assignor.UniformAssignor
org.apache.kafka.metadata.properties.MetaPropertiesEnsemble org.apache.kafka.server.config.ConfigSynonym
org.apache.kafka.server.metrics.LinuxIoMetricsCollector org.apache.kafka.server.util.FileLock
org.apache.kafka.server.util.KafkaScheduler
org.apache.kafka.storage.internals.checkpoint.CheckpointFileWithFailureHandler
org.apache.kafka.storage.internals.checkpoint.CleanShutdownFileHandler
org.apache.kafka.storage.internals.epoch.LeaderEpochFileCache org.apache.kafka.storage.internals.log.AbstractIndex
org.apache.kafka.storage.internals.log.LogConfig org.apache.kafka.storage.internals.log.LogDirFailureChannel
org.apache.kafka.storage.internals.log.LogSegment org.apache.kafka.storage.internals.log.OffsetIndex
org.apache.kafka.storage.internals.log.ProducerStateManager org.apache.kafka.storage.internals.log.TimeIndex
org.apache.kafka.storage.internals.utils.Throttler org.apache.zookeeper=WARN org.apache.zookeeper.ClientCnxn=WARN
org.apache.zookeeper.ClientCnxnSocket=WARN org.apache.zookeeper.ClientCnxnSocketNIO=WARN
org.apache.zookeeper.CreateMode=WARN org.apache.zookeeper.ZKWatchManager=WARN org.apache.zookeeper.ZooKeeper=WARN
org.apache.zookeeper.client.StaticHostProvider=WARN org.apache.zookeeper.common.X509Util=WARN
org.apache.zookeeper.common.ZKConfig=WARN org.apache.zookeeper.server.ZooKeeperThread=WARN root
state.change.logger=TRACE
`;

/** The same of 3.9 with KRaft. */
export const brokerLoggers39kraft = `
com.yammer.metrics.reporting.JmxReporter kafka.cluster.Partition kafka.cluster.Replica
kafka.coordinator.group.GroupCoordinator kafka.coordinator.transaction.TransactionCoordinator
kafka.coordinator.transaction.TransactionMarkerChannelManager kafka.log.LocalLog kafka.log.LogCleaner
kafka.log.LogCleaner$CleanerThread kafka.log.LogManager kafka.log.UnifiedLog kafka.log.UnifiedLog$
kafka.network.ConnectionQuotas kafka.network.DataPlaneAcceptor kafka.network.Processor kafka.network.RequestChannel$
kafka.network.SocketServer kafka.raft.KafkaMetadataLog$ kafka.raft.TimingWheelExpirationService$ExpiredOperationReaper
kafka.request.logger kafka.server.AddPartitionsToTxnManager kafka.server.BrokerLifecycleManager
kafka.server.BrokerServer kafka.server.ClientQuotaManager$ThrottledChannelReaper kafka.server.ConfigAdminManager
kafka.server.DelayedOperationPurgatory$ExpiredOperationReaper kafka.server.FetchManager
kafka.server.FetchSessionCacheShard kafka.server.FullFetchContext kafka.server.KafkaApis kafka.server.KafkaConfig
kafka.server.KafkaRaftServer kafka.server.KafkaRequestHandler kafka.server.NodeToControllerRequestThread
kafka.server.ReplicaFetcherManager kafka.server.ReplicaManager kafka.server.ReplicaManager$LogDirFailureHandler
kafka.server.SharedServer kafka.server.metadata.BrokerMetadataPublisher kafka.utils.CoreUtils$
kafka.utils.Log4jControllerRegistration$ org.apache.kafka.clients.ClientUtils
org.apache.kafka.clients.ClusterConnectionStates org.apache.kafka.clients.CommonClientConfigs
org.apache.kafka.clients.NetworkClient org.apache.kafka.common.metrics.JmxReporter
org.apache.kafka.common.metrics.Metrics org.apache.kafka.common.metrics.stats.Percentiles
org.apache.kafka.common.network.ChannelBuilders org.apache.kafka.common.network.NetworkReceive
org.apache.kafka.common.network.Selector org.apache.kafka.common.protocol.Errors
org.apache.kafka.common.record.ControlRecordType org.apache.kafka.common.record.MemoryRecords
org.apache.kafka.common.requests.FetchMetadata org.apache.kafka.common.utils.AppInfoParser
org.apache.kafka.common.utils.ConfigUtils org.apache.kafka.common.utils.KafkaThread
org.apache.kafka.common.utils.LoggingSignalHandler org.apache.kafka.common.utils.Utils
org.apache.kafka.coordinator.group.assignor.UniformAssignor org.apache.kafka.image.loader.MetadataBatchLoader
org.apache.kafka.image.loader.MetadataLoader org.apache.kafka.image.publisher.BrokerRegistrationTracker
org.apache.kafka.image.publisher.SnapshotEmitter org.apache.kafka.image.publisher.SnapshotGenerator
org.apache.kafka.metadata.ListenerInfo org.apache.kafka.metadata.properties.MetaPropertiesEnsemble
org.apache.kafka.metadata.util.BatchFileReader org.apache.kafka.queue.KafkaEventQueue
org.apache.kafka.raft.FileQuorumStateStore org.apache.kafka.raft.FollowerState org.apache.kafka.raft.KafkaNetworkChannel
org.apache.kafka.raft.KafkaNetworkChannel$SendThread org.apache.kafka.raft.KafkaRaftClient
org.apache.kafka.raft.KafkaRaftClientDriver org.apache.kafka.raft.QuorumState org.apache.kafka.raft.UnattachedState
org.apache.kafka.raft.internals.AddVoterHandler org.apache.kafka.raft.internals.DefaultRequestSender
org.apache.kafka.raft.internals.KRaftControlRecordStateMachine org.apache.kafka.raft.internals.RemoveVoterHandler
org.apache.kafka.raft.internals.VoterSetHistory org.apache.kafka.server.AssignmentsManager
org.apache.kafka.server.ClientMetricsManager org.apache.kafka.server.config.ConfigSynonym
org.apache.kafka.server.fault.LoggingFaultHandler org.apache.kafka.server.fault.ProcessTerminatingFaultHandler
org.apache.kafka.server.metrics.LinuxIoMetricsCollector org.apache.kafka.server.network.EndpointReadyFutures
org.apache.kafka.server.util.FileLock org.apache.kafka.server.util.KafkaScheduler
org.apache.kafka.server.util.timer.SystemTimerReaper$Reaper org.apache.kafka.snapshot.Snapshots
org.apache.kafka.storage.internals.checkpoint.CheckpointFileWithFailureHandler
org.apache.kafka.storage.internals.checkpoint.CleanShutdownFileHandler
org.apache.kafka.storage.internals.epoch.LeaderEpochFileCache org.apache.kafka.storage.internals.log.AbstractIndex
org.apache.kafka.storage.internals.log.LogConfig org.apache.kafka.storage.internals.log.LogDirFailureChannel
org.apache.kafka.storage.internals.log.LogSegment org.apache.kafka.storage.internals.log.OffsetIndex
org.apache.kafka.storage.internals.log.ProducerStateManager org.apache.kafka.storage.internals.log.TimeIndex
org.apache.kafka.storage.internals.utils.Throttler org.apache.zookeeper=WARN org.apache.zookeeper.common.X509Util=WARN
org.apache.zookeeper.common.ZKConfig=WARN root state.change.logger=TRACE
`;

/** The same of 4.3. */
export const brokerLoggers43kraft = `
LogFutureTimestampLogger com.yammer.metrics.reporting.JmxReporter kafka.cluster.Partition
kafka.coordinator.transaction.TransactionCoordinator kafka.coordinator.transaction.TransactionMarkerChannelManager
kafka.log.LogCleaner kafka.log.LogManager kafka.network.ConnectionQuotas kafka.network.DataPlaneAcceptor
kafka.network.Processor kafka.network.RequestChannel$ kafka.network.SocketServer kafka.request.logger
kafka.server.BrokerServer kafka.server.ConfigAdminManager kafka.server.KafkaApis kafka.server.KafkaConfig
kafka.server.KafkaRaftServer kafka.server.KafkaRequestHandler kafka.server.ReplicaFetcherManager
kafka.server.ReplicaManager kafka.server.ReplicaManager$LogDirFailureHandler kafka.server.ReplicationQuotaManager
kafka.server.SharedServer kafka.server.metadata.BrokerMetadataPublisher kafka.server.metadata.DynamicConfigPublisher
kafka.server.share.ShareCoordinatorMetadataCacheHelperImpl kafka.server.share.SharePartitionManager
kafka.utils.Log4jControllerRegistration$ org.apache.kafka.clients.ClientUtils
org.apache.kafka.clients.ClusterConnectionStates org.apache.kafka.clients.CommonClientConfigs
org.apache.kafka.clients.NetworkClient org.apache.kafka.common.config.AbstractConfig
org.apache.kafka.common.config.ConfigDef org.apache.kafka.common.metrics.JmxReporter
org.apache.kafka.common.metrics.Metrics org.apache.kafka.common.metrics.stats.Percentiles
org.apache.kafka.common.network.ChannelBuilders org.apache.kafka.common.network.NetworkReceive
org.apache.kafka.common.network.Selector org.apache.kafka.common.protocol.Errors
org.apache.kafka.common.record.internal.ControlRecordType org.apache.kafka.common.requests.FetchMetadata
org.apache.kafka.common.security.oauthbearer.DefaultJwtRetriever org.apache.kafka.common.utils.AppInfoParser
org.apache.kafka.common.utils.ConfigUtils org.apache.kafka.common.utils.KafkaThread
org.apache.kafka.common.utils.LoggingSignalHandler org.apache.kafka.common.utils.ThreadUtils
org.apache.kafka.common.utils.Utils org.apache.kafka.coordinator.common.runtime.CoordinatorLoaderImpl
org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime
org.apache.kafka.coordinator.common.runtime.MultiThreadedEventProcessor
org.apache.kafka.coordinator.common.runtime.MultiThreadedEventProcessor$EventProcessorThread
org.apache.kafka.coordinator.group.GroupConfig org.apache.kafka.coordinator.group.GroupCoordinatorConfig
org.apache.kafka.coordinator.group.GroupCoordinatorService org.apache.kafka.coordinator.group.assignor.SimpleAssignor
org.apache.kafka.coordinator.group.assignor.UniformAssignor org.apache.kafka.coordinator.share.ShareCoordinatorService
org.apache.kafka.coordinator.transaction.RPCProducerIdManager org.apache.kafka.image.loader.MetadataBatchLoader
org.apache.kafka.image.loader.MetadataLoader org.apache.kafka.image.publisher.BrokerRegistrationTracker
org.apache.kafka.image.publisher.SnapshotEmitter org.apache.kafka.image.publisher.SnapshotGenerator
org.apache.kafka.metadata.KRaftMetadataCache org.apache.kafka.metadata.ListenerInfo
org.apache.kafka.metadata.properties.MetaPropertiesEnsemble org.apache.kafka.metadata.publisher.AclPublisher
org.apache.kafka.metadata.util.BatchFileReader org.apache.kafka.queue.KafkaEventQueue
org.apache.kafka.raft.FileQuorumStateStore org.apache.kafka.raft.FollowerState org.apache.kafka.raft.KafkaNetworkChannel
org.apache.kafka.raft.KafkaNetworkChannel$SendThread org.apache.kafka.raft.KafkaRaftClient
org.apache.kafka.raft.KafkaRaftClientDriver org.apache.kafka.raft.QuorumState
org.apache.kafka.raft.TimingWheelExpirationService$ExpiredOperationReaper org.apache.kafka.raft.UnattachedState
org.apache.kafka.raft.internals.AddVoterHandler org.apache.kafka.raft.internals.DefaultRequestSender
org.apache.kafka.raft.internals.KRaftControlRecordStateMachine org.apache.kafka.raft.internals.KafkaRaftLog
org.apache.kafka.raft.internals.RecordsIterator org.apache.kafka.raft.internals.RemoveVoterHandler
org.apache.kafka.raft.internals.UpdateVoterHandler org.apache.kafka.raft.internals.VoterSetHistory
org.apache.kafka.server.AssignmentsManager org.apache.kafka.server.BrokerFeatures
org.apache.kafka.server.BrokerLifecycleManager org.apache.kafka.server.ClientMetricsManager
org.apache.kafka.server.DelayedActionQueue org.apache.kafka.server.FetchContext$FullFetchContext
org.apache.kafka.server.FetchContext$IncrementalFetchContext org.apache.kafka.server.FetchManager
org.apache.kafka.server.FetchSessionCacheShard org.apache.kafka.server.NodeToControllerChannelManagerImpl
org.apache.kafka.server.NodeToControllerRequestThread org.apache.kafka.server.config.ConfigSynonym
org.apache.kafka.server.config.DynamicProducerStateManagerConfig org.apache.kafka.server.fault.LoggingFaultHandler
org.apache.kafka.server.fault.ProcessTerminatingFaultHandler org.apache.kafka.server.logger.LoggingController
org.apache.kafka.server.metrics.LinuxIoMetricsCollector org.apache.kafka.server.network.EndpointReadyFutures
org.apache.kafka.server.purgatory.DelayedOperationPurgatory
org.apache.kafka.server.purgatory.DelayedOperationPurgatory$ExpiredOperationReaper
org.apache.kafka.server.quota.ClientQuotaManager org.apache.kafka.server.quota.ClientQuotaManager$ThrottledChannelReaper
org.apache.kafka.server.quota.ControllerMutationQuotaManager org.apache.kafka.server.replica.Replica
org.apache.kafka.server.share.persister.DefaultStatePersister
org.apache.kafka.server.share.persister.PersisterStateManager$SendThread
org.apache.kafka.server.transaction.AddPartitionsToTxnManager org.apache.kafka.server.util.FileLock
org.apache.kafka.server.util.KafkaScheduler org.apache.kafka.server.util.NetworkPartitionMetadataClient
org.apache.kafka.server.util.timer.SystemTimerReaper$Reaper org.apache.kafka.snapshot.Snapshots
org.apache.kafka.storage.internals.checkpoint.CheckpointFileWithFailureHandler
org.apache.kafka.storage.internals.checkpoint.CleanShutdownFileHandler
org.apache.kafka.storage.internals.epoch.LeaderEpochFileCache org.apache.kafka.storage.internals.log.AbstractIndex
org.apache.kafka.storage.internals.log.Cleaner org.apache.kafka.storage.internals.log.LocalLog
org.apache.kafka.storage.internals.log.LogCleaner org.apache.kafka.storage.internals.log.LogCleaner$CleanerThread
org.apache.kafka.storage.internals.log.LogDirFailureChannel org.apache.kafka.storage.internals.log.LogLoader
org.apache.kafka.storage.internals.log.LogSegment org.apache.kafka.storage.internals.log.OffsetIndex
org.apache.kafka.storage.internals.log.ProducerStateManager org.apache.kafka.storage.internals.log.TimeIndex
org.apache.kafka.storage.internals.log.UnifiedLog org.apache.kafka.storage.internals.utils.Throttler
org.apache.kafka.storage.log.metrics.BrokerTopicStats root state.change.logger
`;

/**
 * Loggers that brokers with ZooKeeper have besides once they have read a change of a configuration below /config
 * (recording `configs-brokers`).
 */
export const loggersOfConfigChanges = 'kafka.common.ZkNodeChangeNotificationListener kafka.server.DynamicConfigManager';

/**
 * Those of 2.8 once a quota has been set, and of fetch sessions, which the same recording's broker had by then: when
 * exactly those two come is not known.
 */
export const loggersOfQuotas28zk = `
kafka.server.ClientQuotaManager kafka.server.ClientRequestQuotaManager kafka.server.ControllerMutationQuotaManager
kafka.server.IncrementalFetchContext kafka.server.SessionlessFetchContext
`;

/** A list's names and levels, in the list's order. */
export function loggerLevels(list: string): ReadonlyMap<string, string> {
  return new Map(
    list
      .trim()
      .split(/\s+/)
      .map((line) => line.split('='))
      .map(([name = '', level = 'INFO']) => [name, level]),
  );
}
