import { afterEach, expect, test } from 'vitest';
import { Sandbox } from './sandbox';

const sandbox = new Sandbox();
afterEach(() => {
  sandbox.remove();
});

test.each(['2.8-zk', '3.9-zk', '3.9-kraft', '4.3-kraft'])('the tour plays to its end in %s', (profile) => {
  const answer = sandbox.run(`kafka-lab tour --profile ${profile}`, { TMPDIR: sandbox.folder });
  expect(answer.stderr).toBe('');
  expect(answer.stdout).toContain('clean election: leader 1 -> 2, epoch 1');
  expect(answer.stdout).toContain('preferred election: leader 2 -> 1');
  expect(answer.stdout).toContain('unclean election: leader none -> 2');
  expect(answer.stdout).toContain('Your turn:');
  expect(answer.exitCode).toBe(0);
});

test('same seed and same commands, same bytes', () => {
  const play = () =>
    sandbox.run('kafka-lab tour', { TMPDIR: sandbox.folder }).stdout.replace(/kafka-lab-tour-\w+/g, '');
  expect(play()).toBe(play());
});
