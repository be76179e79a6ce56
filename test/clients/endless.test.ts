import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Console } from '../property/console';

const servers = '--bootstrap-server localhost:9092,localhost:9093,localhost:9094';
const int = '2147483647';
const long = '9223372036854775807';
const year = 365.25 * 86_400_000;

let console: Console;
beforeEach(async () => {
  console = new Console();
  await console.run('kafka-lab init --seed 7');
});
afterEach(() => {
  console.remove();
});

const nowMs = () => console.look((session) => session.read((view) => view.nowMs));

/**
 * Runs a command that waits; it must end soon, and time must have moved by what it waits for. Returns what it printed.
 */
async function waits(line: string, forMs: number, input = ''): Promise<string> {
  const before = nowMs();
  const { out, err, tookMs } = await console.run(line, input);
  expect(err).not.toContain('fault of kafka-lab');
  expect(tookMs).toBeLessThan(8000);
  const waitedMs = nowMs() - before;
  expect(waitedMs).toBeGreaterThanOrEqual(forMs);
  expect(waitedMs).toBeLessThan(forMs * 1.1 + 60_000);
  return out + err;
}

/** A file of client settings; returns the words for it. */
function settings(option: string, ...lines: readonly string[]): string {
  const path = join(console.home, 'client.properties');
  writeFileSync(path, lines.join('\n'));
  return `${option} ${path}`;
}

describe('a client that waits moves time, or ends', () => {
  test('a producer that backs off for no time while too few replicas are in sync', async () => {
    await console.run(
      `kafka-topics ${servers} --create --topic a --replica-assignment 1:2 --config min.insync.replicas=3`,
    );
    await console.run('kafka-configs --alter');
    const producer =
      `kafka-console-producer ${servers} --topic a ` +
      `${settings('--command-config', 'retry.backoff.ms=0', 'retries=2147483647')}`;
    await console.run('kafka-lab broker kill 2');
    await console.run('kafka-lab settle');
    await console.run(
      `kafka-configs ${servers} --alter --entity-type topics --entity-name a --add-config min.insync.replicas=2`,
    );
    expect(await waits(producer, 120_000, 'x\n')).toContain('NotEnoughReplicasException');
  });

  test('a producer with the longest delivery.timeout.ms', async () => {
    await console.run(
      `kafka-topics ${servers} --create --topic a --replica-assignment 1:2 --config min.insync.replicas=2`,
    );
    await console.run('kafka-lab broker kill 2');
    await console.run('kafka-lab settle');
    const config = settings('--command-config', `delivery.timeout.ms=${int}`, `retries=${int}`);
    await waits(`kafka-console-producer ${servers} --topic a ${config}`, Number(int), 'x\n');
  });

  test('a producer with the longest max.block.ms', async () => {
    await console.run('kafka-lab init --force --seed 7 --broker-config auto.create.topics.enable=false');
    const config = settings('--command-config', `max.block.ms=${long}`);
    await waits(`kafka-console-producer ${servers} --topic a ${config}`, 100 * year, 'x\n');
  });

  test('a transactional producer that backs off for no time while there is no coordinator', async () => {
    await console.run('kafka-lab init --force --seed 7 --broker-config transaction.state.log.replication.factor=5');
    const perf =
      'kafka-producer-perf-test --topic a --num-records 1 --record-size 1 --throughput -1 --transactional-id t';
    expect(
      await waits(`${perf} --producer-props bootstrap.servers=localhost:9092 retry.backoff.ms=0`, 60_000),
    ).toContain('TimeoutException');
  });

  test('an admin client without a broker, and one that asks a dead broker', async () => {
    const config = settings('--command-config', `default.api.timeout.ms=${int}`, `request.timeout.ms=${int}`);
    await console.run('kafka-lab broker kill 1 2 3');
    await waits(`kafka-topics ${servers} --list ${config}`, Number(int));
    await waits(`kafka-log-dirs ${servers} --describe --broker-list 2 ${config}`, Number(int));
  });

  test('a tool with a timeout of its own', async () => {
    await console.run('kafka-lab init --force --seed 7 --broker-config offsets.topic.replication.factor=5');
    await waits(`kafka-consumer-groups ${servers} --describe --group g --timeout ${long}`, 100 * year);
    await console.run('kafka-lab broker kill 1 2 3');
    await waits(`kafka-console-consumer ${servers} --topic a --timeout-ms ${int}`, Number(int));
  });
});
