import { describe, expect, it } from 'vitest';
import { replay } from './replay';
import { recordings } from './transcript';

const profiles = new Set(recordings().map(({ profile }) => profile));

for (const profile of profiles) {
  describe.concurrent(profile, () => {
    for (const recording of recordings().filter((each) => each.profile === profile))
      it(`${recording.name}: every command answers as recorded`, async () => {
        const { commands, differences } = await replay(recording);
        expect(commands).toBeGreaterThan(0);
        expect(differences).toEqual([]);
      }, 300_000);
  });
}
