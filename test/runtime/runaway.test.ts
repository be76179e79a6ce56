import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ClusterView, DueEvent } from '../../src/model/turn';
import { Console } from '../property/console';

/**
 * A fault as one of ours would be: half a minute after broker 1 became slow, or as soon as 2 is, something comes and
 * goes for ever.
 */
vi.mock('../../src/due/dueEvents', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/due/dueEvents')>();
  const flapping = (view: ClusterView): DueEvent[] => {
    const sinceMs = view.faultSinceMs('slow-follower', '1');
    const startMs = sinceMs === undefined ? view.faultSinceMs('slow-follower', '2') : sinceMs + 30_000;
    if (startMs === undefined) return [];
    const isOn = view.faultSinceMs('lose-ack', 'a-0') !== undefined;
    return [
      {
        atMs: Math.max(startMs, view.nowMs),
        cause: { kind: 'due', rule: isOn ? 'members-missing' : 'assignments-missing', group: 'g' },
        run: (turn) =>
          turn.emit({ type: 'FaultRecord', kind: 'lose-ack', target: 'a-0', sinceMs: isOn ? null : turn.nowMs }),
      },
    ];
  };
  return { ...original, dueEvents: (view: ClusterView) => [...flapping(view), ...original.dueEvents(view)] };
});

let console: Console;
beforeEach(() => {
  console = new Console();
});
afterEach(() => {
  console.remove();
});

const list = 'kafka-topics --bootstrap-server localhost:9092 --list';
const time = async () => JSON.parse((await console.run('kafka-lab clock show --format json')).out).data.nowMs as number;

describe('a fault of kafka-lab by which something falls due for ever', () => {
  test('is told by the command that wants time to pass it, which changes nothing', async () => {
    await console.run('kafka-lab init --seed 7');
    await console.run('kafka-lab fault slow-follower 1');
    const before = await time();
    for (const command of ['kafka-lab clock advance 5m', 'kafka-lab settle']) {
      const answer = await console.run(command);
      expect(answer.err).toMatch(/^fault of kafka-lab: .*2026-01-01T00:00:30.000Z/);
      expect(answer.err).toContain(
        '"the leader of group g did not assign in time", "members of group g did not join in time"',
      );
      expect(answer.exitCode).toBe(1);
      expect(await time()).toBe(before);
    }
    expect(await console.run('kafka-lab clock advance 20s')).toMatchObject({ exitCode: 0, err: '' });
    expect(await console.run('kafka-lab fault clear')).toMatchObject({ exitCode: 0, err: '' });
    expect(await console.run('kafka-lab clock advance 5m')).toMatchObject({ exitCode: 0, err: '' });
    expect(await time()).toBe(before + 320_000);
  });

  test('stops a clock that follows the wall just before it, and everything else works on', async () => {
    await console.run('kafka-lab init --seed 7 --clock live');
    await console.run('kafka-lab fault slow-follower 1');
    const before = await time();
    for (const command of [list, 'kafka-lab status', 'kafka-lab broker kill 2', 'kafka-lab verify']) {
      console.wallMs += 3_600_000;
      const answer = await console.run(command);
      expect(answer.exitCode, command).toBe(0);
      expect(answer.err.trimEnd().split('\n'), command).toHaveLength(1);
      expect(answer.err).toMatch(/time stands still, a fault of kafka-lab itself.*2026-01-01T00:00:30.000Z/);
      expect(await time()).toBe(before + 29_999);
    }
    expect((await console.run('kafka-lab clock advance 1s')).exitCode).toBe(1);
    expect((await console.run('kafka-lab fault clear')).exitCode).toBe(0);
    expect(await console.run('kafka-lab status')).toMatchObject({ exitCode: 0, err: '' });
    console.wallMs += 60_000;
    expect(await time()).toBe(before + 89_999);
    expect((await console.run('kafka-lab verify')).exitCode).toBe(0);
  });

  test('is passed over by whatever is done at its very instant', async () => {
    await console.run('kafka-lab init --seed 7');
    await console.run('kafka-lab fault slow-follower 2');
    const at = await time();
    const told = { exitCode: 0, err: expect.stringContaining('time stands still') };
    for (const command of ['kafka-lab clock live', 'kafka-lab broker kill 3', list]) {
      expect(await console.run(command)).toMatchObject(told);
      console.wallMs += 1000;
    }
    expect(await time()).toBe(at);
    expect(await console.run('kafka-lab fault clear')).toMatchObject(told);
    expect(await console.run(list)).toMatchObject({ exitCode: 0, err: '' });
    expect((await console.run('kafka-lab destroy --yes')).exitCode).toBe(0);
    expect(existsSync(console.file)).toBe(false);
  });
});
