import { brokerConfig } from '../model/effectiveConfig';
import type { Partition } from '../model/cluster';
import type { ClusterView } from '../model/turn';
import { commonEndOffset, epochRanges } from './lineage';
import { emptyLog } from '../model/log';

/**
 * Replication quotas are measured over this time at least, ms, and forget what is older (replication.quota.window.num,
 * .size.seconds).
 */
const measuredMs = 10_000;
const rememberedMs = 11_000;

/**
 * How long a broker needs, ms, to fetch what it misses under replication throttles; null where it misses nothing under
 * one. The quota is looked at before a fetch, not during it (kafka.server.ReplicationQuotaManager.isQuotaExceeded), so
 * the first fetch of each partition comes whole, and more while the rate over ten seconds allows; the rest comes at the
 * rate, or a fetch for each time that is remembered where that is more.
 */
export function throttledFetchMs(view: ClusterView, brokerId: number): number | null {
  const fetchMaxBytes = Number(brokerConfig(view, view.node(brokerId), 'replica.fetch.max.bytes'));
  const missing: number[] = [];
  let rate = Number.POSITIVE_INFINITY;
  for (const partition of view.partitionsWithLogsOn(brokerId)) {
    const limit = fetchRate(view, partition, brokerId);
    if (limit === undefined) continue;
    const bytes = missingBytes(view, partition, brokerId);
    if (bytes === 0) continue;
    missing.push(bytes);
    rate = Math.min(rate, limit);
  }
  if (missing.length === 0) return null;
  const total = missing.reduce((sum, bytes) => sum + bytes);
  const firstFetch = missing.reduce((sum, bytes) => sum + Math.min(bytes, fetchMaxBytes), 0);
  const atOnce = Math.max(firstFetch, (rate * measuredMs) / 1000);
  const lastingRate = Math.max(rate, (firstFetch / rememberedMs) * 1000);
  return Math.round((Math.max(0, total - atOnce) / lastingRate) * 1000);
}

/**
 * B/s at which a follower that is not in sync may fetch: the lower of its own throttle and its leader's; undefined
 * without one.
 */
export function fetchRate(view: ClusterView, partition: Partition, follower: number): number | undefined {
  if (partition.isr.includes(follower)) return undefined;
  const rates = [
    throttle(view, partition, follower, 'follower'),
    throttle(view, partition, partition.leader, 'leader'),
  ].filter((rate) => rate !== undefined);
  return rates.length === 0 ? undefined : Math.min(...rates);
}

/** A broker's rate applies to the replicas that the topic lists, as "partition:broker" or all of them with "*". */
function throttle(
  view: ClusterView,
  { topic, partition }: Partition,
  broker: number,
  side: 'leader' | 'follower',
): number | undefined {
  const rate =
    view.configs('broker', String(broker)).get(`${side}.replication.throttled.rate`) ??
    view.configs('broker', '').get(`${side}.replication.throttled.rate`);
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
  for (const range of epochRanges(leader, from))
    bytes += view.bytesOf({ topicKey: partition.topicKey, partition: partition.partition, ...range });
  return bytes;
}
