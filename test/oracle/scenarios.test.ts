import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTranscript, recordings } from '../conformance/transcript';
import { readScenario } from './scenario';

const shipped = join(import.meta.dirname, '..', '..', 'fixtures', 'transcripts');

test.each(recordings(shipped))('$profile/$name is what its scenario asks for', ({ profile, name, path }) => {
  const file = join(import.meta.dirname, 'scenarios', `${name}.scn`);
  expect(existsSync(file), `test/oracle/scenarios/${name}.scn`).toBe(true);
  const transcript = readTranscript(path);
  const recorded = transcript.steps.map((step) =>
    step.kind === 'command' ? { kind: step.kind, text: step.text, stdin: step.stdin } : step,
  );
  const scenario = readScenario(file, profile);
  expect(scenario.steps.filter(({ kind }) => kind === 'command' || kind === 'fault')).toEqual(recorded);
  expect(scenario.steps.flatMap((step) => (step.kind === 'property' ? [step.text] : []))).toEqual(
    transcript.properties,
  );
  expect([scenario.brokers, scenario.racks]).toEqual([transcript.brokers, transcript.racks]);
});
