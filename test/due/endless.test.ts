import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { profiles } from '../../src/profiles/profiles';
import { Console } from '../property/console';

const servers = '--bootstrap-server localhost:9092,localhost:9093,localhost:9094';

let console: Console;
beforeEach(() => {
  console = new Console();
});
afterEach(() => {
  console.remove();
});

/** Runs commands that have to succeed; the last one's answer. */
async function all(...lines: readonly string[]): Promise<string> {
  let out = '';
  for (const line of lines) {
    const answer = await console.run(line);
    expect(answer, line).toMatchObject({ exitCode: 0 });
    expect(answer.err).not.toContain('fault of kafka-lab');
    out = answer.out;
  }
  return out;
}

describe.each(Object.keys(profiles))('what once came back for ever: %s', (profile) => {
  test('a slow follower that holds the high watermark back stays out of the ISR until it fetches', async () => {
    await all(
      `kafka-lab init --seed 7 --profile ${profile}`,
      `kafka-topics ${servers} --create --topic a --replica-assignment 2:1 --config min.insync.replicas=2`,
      'kafka-lab fault slow-follower 1',
    );
    const produced = await console.run('kafka-lab produce a x --acks all');
    expect(produced.err).toContain('NOT_ENOUGH_REPLICAS');
    expect(await all(`kafka-topics ${servers} --describe --topic a`)).toMatch(/Isr: 2(?:\t|\n)/);
    await all('kafka-lab fault clear', 'kafka-lab settle');
    expect(await all(`kafka-topics ${servers} --describe --topic a`)).toMatch(/Isr: 2,1|Isr: 1,2/);
  });

  test('a marker is written once, also where the coordinator cannot note that the transaction is over', async () => {
    await all(
      `kafka-lab init --seed 7 --profile ${profile}`,
      `kafka-topics ${servers} --create --topic b --replica-assignment 3`,
      'kafka-lab produce b x --transactional-id t1 --end none',
      'kafka-lab broker kill 3',
      'kafka-lab clock advance 3m',
      `kafka-configs ${servers} --alter --entity-type topics --entity-name __transaction_state --add-config ` +
        'min.insync.replicas=3',
      'kafka-lab broker kill 1',
      'kafka-lab clock advance 30s',
      'kafka-lab broker start 3',
      'kafka-lab clock advance 1m',
    );
    expect(transaction()).toEqual({ state: 'PrepareAbort', endOfB: 2 });
    await all('kafka-lab broker start 1', 'kafka-lab clock advance 1m');
    expect(transaction()).toEqual({ state: 'CompleteAbort', endOfB: 2 });
  });
});

/** The state of the transaction of t1, and where the log of b-0 ends: one record and its markers. */
function transaction() {
  return console.look((session) =>
    session.read((view) => ({
      state: view.transaction('t1')?.state,
      endOfB: view.replicaLogs(view.partition(view.topic('b')!, 0)!).get(3)?.endOffset,
    })),
  );
}
