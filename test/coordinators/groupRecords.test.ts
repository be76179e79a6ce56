import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { decodeGroupRecord, encodeGroupRecord, type GroupRecord } from '../../src/coordinators/groupRecords';
import { projectFolder, Sandbox } from '../process/sandbox';

const bytes = fc.uint8Array({ maxLength: 60 });
const name = fc.string({ maxLength: 20 });

describe('a record of __consumer_offsets', () => {
  test('is read as it was written', () => {
    const record = fc.record({
      kind: fc.constant('offset' as const),
      group: name,
      topic: name,
      partition: fc.nat(),
      value: fc.option(
        fc.record({
          offset: fc.nat(),
          leaderEpoch: fc.nat(),
          metadata: fc.string({ maxLength: 200 }),
          commitTimestampMs: fc.nat(),
          topicId: fc.option(
            fc.uint8Array({ minLength: 16, maxLength: 16 }).map((id) => Buffer.from(id).toString('base64url')),
          ),
        }),
      ),
    });
    fc.assert(
      fc.property(record, (written: GroupRecord) => {
        const { key, value } = encodeGroupRecord(written);
        expect(decodeGroupRecord(key, value)).toEqual(written);
      }),
    );
  });

  test('that is none of a coordinator is nothing, whatever its bytes', () => {
    fc.assert(
      fc.property(bytes, fc.option(bytes), (key, value) => {
        expect(() => decodeGroupRecord(key, value)).not.toThrow();
      }),
      { numRuns: 2000 },
    );
    for (const text of ['', 'x', 'by hand', 'a longer text than a key would need'])
      expect(decodeGroupRecord(Buffer.from(text), Buffer.from('value'))).toBeUndefined();
  });

  test('whose key is right and whose value ends too early is nothing', () => {
    const value = { offset: 1, leaderEpoch: 2, metadata: 'm', commitTimestampMs: 3, topicId: null };
    const written = encodeGroupRecord({ kind: 'offset', group: 'g', topic: 't', partition: 0, value });
    for (let length = 0; length < written.value!.length; length++)
      expect(decodeGroupRecord(written.key, written.value!.subarray(0, length))).toBeUndefined();
  });
});

describe('a cluster in whose __consumer_offsets somebody wrote by hand', () => {
  const sandbox = new Sandbox();
  afterAll(() => sandbox.remove());
  const bootstrap = '--bootstrap-server localhost:9092';

  // Releases with the first layout of the file took such records.
  test.each(['version1.kraft', 'version1.zookeeper'])('%s: its groups are there', (file) => {
    sandbox.run('kafka-lab init --force');
    writeFileSync(sandbox.file, gunzipSync(readFileSync(join(projectFolder, 'test/store/facts', `${file}.db.gz`))));
    const list = sandbox.run(`kafka-consumer-groups ${bootstrap} --list`);
    expect(list).toEqual({ stdout: 'readers\n', stderr: '', exitCode: 0 });
    expect(sandbox.run(`kafka-consumer-groups ${bootstrap} --describe --group readers`).stdout).toMatch(
      /^readers +orders +0 +0 /m,
    );
  });

  test('can no longer be made: brokers take records of internal topics from nobody', () => {
    const refused = /InvalidTopicException: The request attempted to perform an operation on an invalid topic\.\n$/;
    for (const topic of ['__consumer_offsets', '__transaction_state'])
      expect(sandbox.run(`kafka-lab produce ${topic} text`)).toMatchObject({
        stdout: '',
        stderr: expect.stringMatching(refused),
        exitCode: 1,
      });
    expect(sandbox.run('kafka-lab ledger __consumer_offsets --summary').stdout).toMatch(/^__consumer_offsets: \d+ /);
  });
});
