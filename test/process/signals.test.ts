import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectRefusal } from './refusal';
import { Sandbox } from './sandbox';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let sandbox: Sandbox;
let temporary: string;
beforeEach(() => {
  sandbox = new Sandbox();
  temporary = join(sandbox.folder, 'tmp');
  mkdirSync(temporary);
});
afterEach(() => {
  sandbox.remove();
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(2);
}

describe('the tour leaves no folder behind', () => {
  test.each(signals)('when it is ended: %s', async (signal) => {
    const { child, answer } = sandbox.start('kafka-lab tour', '', { TMPDIR: temporary });
    await until(() => readdirSync(temporary, { recursive: true }).length > 1);
    child.kill(signal);
    expect((await answer).exitCode).toBe(null);
    expect(child.signalCode).toBe(signal);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('when its reader goes', () => {
    const answer = sandbox.shell(`kafka-lab tour | head -1; echo "\${PIPESTATUS[0]}"`, { TMPDIR: temporary });
    expect(answer).toMatchObject({ stderr: '', stdout: expect.stringMatching(/^1\. A cluster[^\n]*\n0\n$/) });
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('when it cannot be written', () => {
    expect(sandbox.shell('kafka-lab tour > /dev/full', { TMPDIR: temporary }).exitCode).toBe(1);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('when none can be made', () => {
    expectRefusal(sandbox.run('kafka-lab tour', { TMPDIR: join(temporary, 'none') }), /No folder.*TMPDIR/);
  });
});

describe('a command that is ended while it holds the lock', () => {
  test.each(signals)('%s: the next one finds the cluster as it was', async (signal) => {
    sandbox.run('kafka-lab init --seed 1');
    const create = 'kafka-topics --bootstrap-server localhost:9092 --create --replication-factor 3';
    sandbox.run(`${create} --topic small --partitions 1`);
    const { child, answer } = sandbox.start(`${create} --topic big --partitions 9000`);
    // What is not committed yet goes to the journal when there is much of it.
    await until(() => readdirSync(sandbox.home).includes('cluster.db-wal'));
    await sleep(50);
    child.kill(signal);
    expect((await answer).exitCode).toBe(null);
    expect(sandbox.run('kafka-topics --bootstrap-server localhost:9092 --list').stdout).toBe('small\n');
    expect(sandbox.run('kafka-lab verify').exitCode).toBe(0);
    expect(readdirSync(sandbox.home)).toEqual(['cluster.db']);
  });
});
