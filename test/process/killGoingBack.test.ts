import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SeededChance } from '../../src/runtime/seededChance';
import { Sandbox } from './sandbox';

/** `npm run test:long` runs it in full. */
const kills = process.env.KAFKA_LAB_LONG === '1' ? 200 : 14;
/** Looking at the whole cluster costs more than a kill. */
const killsPerLook = 5;
const brokers = '--bootstrap-server localhost:9092';
const create = `kafka-topics ${brokers} --replica-assignment 1:2:3 --create --topic`;

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => {
  sandbox.remove();
});

/** The topics of a cluster, which tell its states from each other. */
const topics = (environment = {}) =>
  sandbox.run(`kafka-topics ${brokers} --list`, environment).stdout.trim().split('\n').join();

const done = (command: string, environment = {}) =>
  expect(sandbox.run(command, environment), command).toMatchObject({ stderr: '', exitCode: 0 });

/** A command that is killed, what is done first, and the topics that there are before it, and when it is done. */
const steps: readonly (readonly [command: string, first: string, before: string, after: string])[] = [
  ['kafka-lab undo', '', 'one,two', 'one'],
  ['kafka-lab redo', 'kafka-lab undo', 'one', 'one,two'],
  ['kafka-lab snapshot restore s', '', 'one,two', 'one'],
  ['kafka-lab snapshot save --force t', '', 'one,two', 'one,two'],
  ['kafka-lab import --force three.klab', '', 'one,two', 'one,three'],
  ['kafka-lab export --force out.klab', '', 'one,two', 'one,two'],
  ['kafka-lab undo 2', '', 'one,two', ''],
];

test(
  `${kills} kills of commands that go back: the cluster is as before or as after, and no file is half written`,
  async () => {
    const chance = SeededChance.fromSeed(11n);
    const other = { KAFKA_LAB_HOME: join(sandbox.folder, 'other') };
    done('kafka-lab init --seed 1');
    sandbox.run(`${create} one --config min.insync.replicas=2`);
    done('kafka-lab snapshot save s');
    sandbox.run(`${create} three`);
    done('kafka-lab export three.klab');
    done('kafka-lab undo');
    sandbox.run(`${create} two`);
    done('kafka-lab export two.klab');
    done('kafka-lab export out.klab');
    let longestMs = 0;
    let killed = 0;
    const doneSteps = new Set<number>();
    for (let n = 0; killed < kills; n++) {
      const [command, first, before, after] = steps[n % steps.length]!;
      done('kafka-lab import --force two.klab');
      if (first !== '') done(first);
      const begun = performance.now();
      const { child, answer } = sandbox.start(command);
      const timer =
        n < steps.length
          ? undefined
          : setTimeout(() => child.kill('SIGKILL'), longestMs * 0.3 + chance.nextInt(Math.ceil(longestMs * 0.9)));
      const { exitCode } = await answer;
      clearTimeout(timer);
      longestMs = Math.max(longestMs, n < steps.length ? performance.now() - begun : 0);
      expect(exitCode === 0 ? [after] : [before, after], command).toContain(topics());
      if (exitCode === 0) doneSteps.add(n % steps.length);
      if (exitCode !== null) continue;
      killed++;
      const known = /^(?:cluster\.db(?:-wal|-shm)?|\.new-\d+(?:-journal)?|snapshots|(?:s|t|imported)\.db)$/;
      // A draft is all that a kill may leave; the next who writes there removes it.
      const left = [...readdirSync(sandbox.home), ...readdirSync(join(sandbox.home, 'snapshots'))];
      expect(left.filter((name) => !known.test(name))).toEqual([]);
      if (killed % killsPerLook === 0) done('kafka-lab verify');
      if (command.includes('export')) {
        done('kafka-lab import --force out.klab', other);
        expect(topics(other)).toBe('one,two');
      }
      if (command.includes('snapshot save')) {
        done('kafka-lab snapshot restore t');
        expect(topics()).toBe('one,two');
      }
    }
    expect(doneSteps.size).toBe(steps.length);
    done('kafka-lab verify');
  },
  kills * 10_000,
);
