import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../src/protocol/errors';
import { describeClientMetrics, validateClientMetrics } from '../../../src/cluster/configs/clientMetricsConfigs';
import {
  describeBrokerConfigs,
  describeDefaultBrokerConfigs,
} from '../../../src/cluster/configs/describeBrokerConfigs';
import type { ConfigSource, DescribedConfig } from '../../../src/cluster/configs/describedConfig';
import { topicConfigDescriber } from '../../../src/cluster/configs/describeTopicConfigs';
import { describeGroupConfigs, validateGroupConfigs } from '../../../src/cluster/configs/groupConfigs';
import { validateBrokerConfigs } from '../../../src/cluster/configs/validateBrokerConfigs';
import { parseQuotaValue, validateQuotas } from '../../../src/cluster/configs/validateQuotas';
import { validateTopicConfigs } from '../../../src/cluster/configs/validateTopicConfigs';
import { javaHashMapOrder } from '../../../src/jvm/hashOrder';
import { profiles } from '../../../src/profiles/profiles';
import type { ProfileId } from '../../../src/profiles/profile';
import { commandsOf, readTranscript, recordings, type Command } from '../../conformance/transcript';
import { applyChanges, printed, readAlteration, RecordedCluster, type Alteration } from './recordedCluster';

/** As kafka-configs prints an entry. */
function line({ name, value, isSensitive, synonyms }: DescribedConfig): string {
  const list = synonyms.map((synonym) => `${synonym.source}:${synonym.name}=${synonym.value}`).join(', ');
  return `  ${name}=${value} sensitive=${isSensitive} synonyms={${list}}`;
}

/** The order in which the tool prints: by name since 3.0, before in that of its own hash map. */
function inToolOrder(id: ProfileId, entries: readonly DescribedConfig[]): readonly DescribedConfig[] {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const names = profiles[id].toolVersion === '2.8' ? javaHashMapOrder([...byName.keys()]) : [...byName.keys()].sort();
  return names.map((name) => byName.get(name)!);
}

function validate(cluster: RecordedCluster, { type, name, changes }: Alteration): Failure | undefined {
  const { catalog } = cluster;
  switch (type) {
    case 'topic':
      return validateTopicConfigs(catalog, {
        topic: name,
        current: cluster.topics.get(name) ?? new Map(),
        changes,
        controllerTexts: cluster.controllerTexts(),
      });
    case 'broker': {
      const brokerId = name === '' ? undefined : Number(name);
      return validateBrokerConfigs(catalog, {
        brokerId,
        changes,
        state: cluster.state(brokerId ?? 2),
        hasElr: profiles[cluster.id].hasElr,
      });
    }
    case 'group':
      return validateGroupConfigs(
        catalog,
        name,
        applyChanges(cluster.groups.get(name), changes),
        cluster.controllerTexts(),
      );
    case 'client-metric':
      return validateClientMetrics(catalog, name, applyChanges(cluster.clientMetrics.get(name), changes));
    default: {
      const values = [...changes].map(
        ([quota, text]) => [quota, text === null ? null : parseQuotaValue(quota, text)] as const,
      );
      const numbers = new Map(values.map(([quota, parsed]) => [quota, parsed?.kind === 'value' ? parsed.value : null]));
      const key = type === 'client' ? 'client-id' : (type as 'user' | 'ip');
      return validateQuotas(catalog, { [key]: name }, numbers);
    }
  }
}

function apply(cluster: RecordedCluster, { type, name, changes }: Alteration): void {
  if (type === 'topic') cluster.topics.set(name, applyChanges(cluster.topics.get(name), changes));
  if (type === 'group') cluster.groups.set(name, applyChanges(cluster.groups.get(name), changes));
  if (type === 'client-metric') cluster.clientMetrics.set(name, applyChanges(cluster.clientMetrics.get(name), changes));
  if (type !== 'broker') return;
  cluster.wasReconfigured = true;
  if (name === '') cluster.defaultConfigs = applyChanges(cluster.defaultConfigs, changes);
  else cluster.brokers.set(Number(name), applyChanges(cluster.brokers.get(Number(name)), changes));
}

/** The entries that a heading such as "All configs for topic t are:" announces. */
function announced(
  cluster: RecordedCluster,
  heading: string,
): { readonly entries: readonly DescribedConfig[]; readonly source: ConfigSource } | undefined {
  const { catalog } = cluster;
  const [, type, name] = /configs for (topic|broker|group|client-metric) (\S+) are:/.exec(heading) ?? [];
  if (heading.startsWith('Default configs for brokers')) {
    return {
      entries: describeDefaultBrokerConfigs(catalog, cluster.state(2)),
      source: 'DYNAMIC_DEFAULT_BROKER_CONFIG',
    };
  }
  switch (type) {
    case 'topic':
      return {
        entries: topicConfigDescriber(catalog, cluster.state(2))(cluster.topics.get(name!) ?? new Map()),
        source: 'DYNAMIC_TOPIC_CONFIG',
      };
    case 'broker':
      return {
        entries: describeBrokerConfigs(catalog, cluster.state(Number(name)), cluster.wasReconfigured),
        source: 'DYNAMIC_BROKER_CONFIG',
      };
    case 'group':
      return {
        entries: describeGroupConfigs(catalog, cluster.state(2), cluster.groups.get(name!) ?? new Map()),
        source: 'DYNAMIC_GROUP_CONFIG',
      };
    case 'client-metric':
      return {
        entries: describeClientMetrics(catalog, cluster.clientMetrics.get(name!) ?? new Map()),
        source: 'DYNAMIC_CLIENT_METRICS_CONFIG',
      };
    default:
      return undefined;
  }
}

function checkDescriptions(cluster: RecordedCluster, { text: command, out, err }: Command): number {
  let checked = 0;
  for (const [index, heading] of out.entries()) {
    const described = announced(cluster, heading);
    if (described === undefined || err.length > 0) continue;
    const end = out.findIndex((text, at) => at > index && !text.startsWith('  '));
    const shown = heading.startsWith('All')
      ? described.entries
      : described.entries.filter(({ source }) => source === described.source);
    const all = inToolOrder(cluster.id, described.entries).filter((entry) => shown.includes(entry));
    expect(all.map(line), `${command}\n${heading}`).toEqual(out.slice(index + 1, end < 0 ? undefined : end));
    checked += all.length;
  }
  return checked;
}

/** kafka-topics --describe of topics that commands made; it asks a broker, unless ZooKeeper is named. */
function checkTopicLines(cluster: RecordedCluster, { text: command, out }: Command): void {
  if (!command.includes('--bootstrap-server')) return;
  for (const text of out) {
    const [, topic, configs] = /^Topic: (\S+)\t.*\tConfigs: (.*)$/.exec(text) ?? [];
    if (topic === undefined || !cluster.topics.has(topic)) continue;
    const entries = topicConfigDescriber(cluster.catalog, cluster.state(2))(cluster.topics.get(topic) ?? new Map());
    const shown = javaHashMapOrder(entries.map(({ name }) => name)).map(
      (name) => entries.find((entry) => entry.name === name)!,
    );
    expect(
      shown
        .filter(({ source }) => source !== 'DEFAULT_CONFIG')
        .map(({ name, value }) => `${name}=${value}`)
        .join(','),
      command,
    ).toBe(configs);
  }
}

/** @returns how many alterations and described configurations of the recording were compared */
function replay(id: ProfileId, path: string): readonly [number, number] {
  const transcript = readTranscript(path);
  const properties = transcript.properties.map((line) => /^([^=]*)=(.*)$/.exec(line)!.slice(1, 3));
  const cluster = new RecordedCluster(id, Object.fromEntries(properties));
  let alterations = 0;
  let described = 0;
  for (const step of commandsOf(transcript)) {
    const created = /--create --topic (\S+)/.exec(step.text)?.[1];
    if (created !== undefined && step.out.includes(`Created topic ${created}.`)) {
      cluster.topics.set(
        created,
        new Map([...step.text.matchAll(/--config ([^= ]+)=(\S+)/g)].map(([, name, value]) => [name!, value!])),
      );
    }
    const file = /printf '([^']*)' > (\S+); (kafka-configs.*)--add-config-file \2/.exec(step.text);
    const command = file === null ? step.text : `${file[3]}--add-config ${file[1]!.replaceAll('\\n', ',')}`;
    const alteration = readAlteration(command);
    const refused = step.err
      .map((text) => /^java\.util\.concurrent\.ExecutionException: (.*)$/.exec(text)?.[1])
      .find((text) => text !== undefined);
    const isJudged =
      refused !== undefined && !/TimeoutException|UnknownTopicOrPartition|duplicate config keys/.test(refused);
    if (
      alteration !== undefined &&
      alteration.type !== 'broker-logger' &&
      (isJudged || step.out.some((text) => text.startsWith('Completed updating')))
    ) {
      const failure = validate(cluster, alteration);
      expect(failure && printed(failure), command).toBe(refused);
      if (refused === undefined) apply(cluster, alteration);
      alterations++;
    }
    described += checkDescriptions(cluster, step);
    checkTopicLines(cluster, step);
  }
  return [alterations, described];
}

describe.each(Object.keys(profiles) as ProfileId[])('%s', (id) => {
  // Reassignments set throttles of topics, which is not looked at here.
  const walks = recordings().filter(({ profile, name }) => profile === id && name !== 'reassign');

  it('has recordings of configurations', () => {
    expect(walks.some(({ name }) => name.startsWith('configs-'))).toBe(true);
  });

  it.each(walks)('answers as recorded in $name', ({ name, path }) => {
    const [alterations, described] = replay(id, path);
    if (name.startsWith('configs-')) expect(Math.min(alterations, described)).toBeGreaterThan(10);
  });
});
