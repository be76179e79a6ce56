import { spawnSync } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { Sandbox } from './sandbox';

/** util-linux's: runs a command on a terminal of its own. */
const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true;

const sandbox = new Sandbox();
afterEach(() => {
  sandbox.remove();
});

test.each(['2.8-zk', '3.9-zk', '3.9-kraft', '4.3-kraft'])('the tour plays to its end in %s', (profile) => {
  const answer = sandbox.run(`kafka-lab tour --profile ${profile}`, { TMPDIR: sandbox.folder });
  expect(answer.stderr).toBe('');
  const text = answer.stdout.replace(/\s+/g, ' ');
  expect(text).toContain('3 records written, 3 acknowledged as safe, 1 of them lost: unclean election of broker 2');
  expect(text).toContain('unclean election: leader none -> 2');
  expect(text).toContain('broker 1 cuts its log to follow the leader: 1 record from offset 2 on gone');
  expect(text.includes('the eligible leader replicas')).toBe(profile === '4.3-kraft');
  expect(text).toContain('Your turn. Put these commands on your PATH, and take the first lab: eval');
  expect(answer.stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  expect(answer.exitCode).toBe(0);
});

test('same seed and same commands, same bytes', () => {
  const play = () =>
    sandbox.run('kafka-lab tour', { TMPDIR: sandbox.folder }).stdout.replace(/kafka-lab-tour-\w+/g, '');
  expect(play()).toBe(play());
});

test.runIf(hasScript)('on a terminal each step waits for a key, and q ends it', () => {
  const typed = (keys: string) =>
    sandbox.shell(`(${keys}) | script -qec "kafka-lab tour" /dev/null`, { TMPDIR: sandbox.folder }).stdout;
  const ended = typed('sleep 1; printf x; sleep 1; printf q; sleep 1');
  expect(ended).toContain('(2 of 10: any key goes on, q ends)');
  expect(ended).not.toContain('(3 of 10');
  expect(ended).toContain('kafka-lab lab start 1');
});
