import { describe, expect, test } from 'vitest';
import { clusterViolations } from '../../src/cluster/invariants';
import type { ProfileId } from '../../src/profiles/profile';
import { profiles } from '../../src/profiles/profiles';
import { tablesOtherThanReplayed } from '../../src/store/rebuild';
import { drawer, fill, oddCommand, optionsOf, runHere } from './oddArguments';
import { withCluster } from './walk';

/** KAFKA_LAB_LONG=1 tries more: npm run test:long. */
const clusters = process.env.KAFKA_LAB_LONG ? 100 : 4;
const commandsForEach = 40;

/** A command takes a blink; on a busy machine and with odd arguments it may take this, ms of the processor's time. */
const slowest = 2_000;
/** What only shows where an error of ours is printed, or a value that is none. */
const internal =
  /fault of kafka-lab|SQLITE|constraint failed|Cannot read prop|is not a function|\[object |\bat .*\.ts:\d/;

describe.each(Object.keys(profiles) as ProfileId[])('%s', (profile) => {
  test('whatever the arguments, a tool ends soon, in its own words, and leaves a cluster that holds', async () => {
    for (let seed = 0; seed < clusters; seed++) {
      await withCluster({ profile, brokers: 3, seed }, async (session) => {
        await fill(session);
        const options = await optionsOf(session);
        const draw = drawer(seed);
        for (let i = 0; i < commandsForEach; i++) {
          const command = oddCommand(draw, options);
          const told = `${command.tool} ${JSON.stringify(command.argv)} (seed ${seed}, command ${i})`;
          const { out, cpuMs } = await runHere(session, command).catch((error: unknown) => {
            throw new Error(`${told}: ${error}`, { cause: error });
          });
          expect(out, told).not.toMatch(internal);
          expect(cpuMs, told).toBeLessThan(slowest);
        }
        expect(session.read((view) => [...clusterViolations(view)])).toEqual([]);
        expect(session.read(tablesOtherThanReplayed)).toEqual([]);
      });
    }
    // maxRSS is in kilobytes; the test itself takes 200,000.
    expect(process.resourceUsage().maxRSS).toBeLessThan(600_000);
  }, 600_000);
});
