import type { Partition } from '../cluster/model';
import type { ClusterView } from '../cluster/turn';
import { commonEndOffset, epochRanges } from './lineage';
import { emptyLog } from './model';

/**
 * How long a broker needs, ms, to fetch all that it misses under replication throttles; 0 where nothing is throttled. A rate is shared
 * by all that a broker fetches, so the times add up (kafka.server.ReplicationQuotaManager).
 */
export function throttledFetchMs(view: ClusterView, brokerId: number): number {
  let ms = 0;
  for (const partition of view.partitionsWithLogsOn(brokerId)) {
    const rate = fetchRate(view, partition, brokerId);
    if (rate !== undefined) ms += (missingBytes(view, partition, brokerId) / Math.max(rate, 1)) * 1000;
  }
  return Math.ceil(ms);
}

/** B/s at which a follower that is not in sync may fetch: the lower of its own throttle and its leader's; undefined without one. */
export function fetchRate(view: ClusterView, partition: Partition, follower: number): number | undefined {
  if (partition.isr.includes(follower)) return undefined;
  const rates = [throttle(view, partition, follower, 'follower'), throttle(view, partition, partition.leader, 'leader')].filter((rate) => rate !== undefined);
  return rates.length === 0 ? undefined : Math.min(...rates);
}

/** A broker's rate applies to the replicas that the topic lists, as "partition:broker" or all of them with "*". */
function throttle(view: ClusterView, { topic, partition }: Partition, broker: number, side: 'leader' | 'follower'): number | undefined {
  const rate = view.configs('broker', String(broker)).get(`${side}.replication.throttled.rate`) ?? view.configs('broker', '').get(`${side}.replication.throttled.rate`);
  if (rate === undefined) return undefined;
  const replicas = (view.configs('topic', topic).get(`${side}.replication.throttled.replicas`) ?? '').split(',');
  return replicas.includes('*') || replicas.includes(`${partition}:${broker}`) ? Number(rate) : undefined;
}

function missingBytes(view: ClusterView, partition: Partition, follower: number): number {
  const logs = view.replicaLogs(partition);
  const leader = logs.get(partition.leader);
  if (!leader) return 0;
  const from = commonEndOffset(leader, logs.get(follower) ?? emptyLog(follower));
  let bytes = 0;
  for (const range of epochRanges(leader, from)) bytes += view.bytesOf({ topicKey: partition.topicKey, partition: partition.partition, ...range });
  return bytes;
}
