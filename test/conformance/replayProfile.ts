import { describe, expect, it } from 'vitest';
import type { ProfileId } from '../../src/profiles/profile';
import { replay } from './replay';
import { recordings } from './transcript';

/**
 * Replays all recordings of a profile, one after the other: commands inside a process have its working directory and
 * its streams. Each profile has a file of its own, so that all cores work.
 */
export function replayProfile(profile: ProfileId): void {
  describe(profile, () => {
    for (const recording of recordings().filter((each) => each.profile === profile))
      it(`${recording.name}: every command answers as recorded`, async () => {
        const { commands, differences } = await replay(recording);
        expect(commands).toBeGreaterThan(0);
        expect(differences).toEqual([]);
      }, 300_000);
  });
}
