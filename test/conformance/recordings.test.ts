import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chance } from './chance';
import { replay } from './replay';

const transcripts = join(import.meta.dirname, '..', '..', 'fixtures', 'transcripts');

for (const profile of readdirSync(transcripts).sort()) {
  describe.concurrent(profile, () => {
    for (const file of readdirSync(join(transcripts, profile)).sort()) {
      const name = file.replace('.trn', '');
      it(`${name}: every command answers as recorded`, async () => {
        const { commands, differences } = await replay(profile, join(transcripts, profile, file));
        expect(commands).toBeGreaterThan(0);
        expect(differences.filter(({ command }) => !chance.has(`${profile}/${name}: ${command}`))).toEqual([]);
      }, 300_000);
    }
  });
}
