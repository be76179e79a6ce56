import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { projectFolder, Sandbox } from '../process/sandbox';

const sandbox = new Sandbox();
afterAll(() => sandbox.remove());

const folder = join(projectFolder, 'fixtures', 'labs');
const files = readdirSync(folder).filter((name) => name.endsWith('.md'));

describe('the labs that are shipped', () => {
  test.each(files)('%s does what it says', (name) => {
    expect(sandbox.run(`kafka-lab lab lint ${join(folder, name)}`)).toMatchObject({ stderr: '', exitCode: 0 });
  });

  test.each(files.filter((name) => !name.endsWith('.ko.md')))('%s is there in Korean', (name) => {
    expect(files).toContain(name.replace(/\.md$/, '.ko.md'));
  });
});

test.each(['README.md', 'docs/labs.md'])('%s: what stands in its console blocks is what they print', (name) => {
  const file = join(projectFolder, name);
  expect(sandbox.run(`kafka-lab lab run ${file} --yes --shell`)).toMatchObject({ stderr: '', exitCode: 0 });
});

/** A lab of one step; what is wrong with it is put in place of one of its parts. */
const lab = ({
  front = 'profiles: [4.3-kraft]',
  block = '$ kafka-lab broker stop 1\n',
  check = 'broker 1 stopped',
  more = '',
}) => `---
id: tried
title: Tried
minutes: 1
${front}
---

## 1. Stop

\`\`\`console
${block}\`\`\`

\`\`\`check
${check}
\`\`\`

${more}
`;

describe('a lab is refused', () => {
  const lint = (text: string, options = '--yes') => {
    const file = join(sandbox.folder, 'tried.md');
    writeFileSync(file, text);
    return sandbox.run(`kafka-lab lab lint ${file} ${options}`);
  };

  test('not as it is', () => {
    expect(lint(lab({}))).toMatchObject({ stderr: '', exitCode: 0 });
  });

  test.each([
    [
      'an answer that is not printed',
      { block: '$ kafka-lab broker stop 1\nBye.\n' },
      /tried\.md:11: .*broker stop 1\n.*- Bye\./,
    ],
    [
      'a check that fails',
      { check: 'broker 2 stopped' },
      /a check fails: "broker 2 stopped": .*is running, not stopped/,
    ],
    ['a check that held before', { check: 'broker 2 running' }, /hold before anything was done/],
    ['a check of nothing', { check: 'orders-0 leeder 1' }, /tried\.md:15: "leeder" cannot be checked there: .*leader/],
    [
      'a hint that is never shown',
      { more: '### Hint if broker 3 stopped\n\nStart it.' },
      /condition of a hint is never met/,
    ],
    [
      'a tool before it was taught',
      { block: '$ kafka-topics --bootstrap-server localhost:9093 --list\n' },
      /kafka-topics is used before/,
    ],
    ['a term before it was taught', { more: 'The replicas.' }, /"replica" is used before it was taught: by/],
    [
      'a lab that is not there',
      { front: 'profiles: [4.3-kraft]\nrequires: [nothing]' },
      /it requires nothing, and there is no such lab/,
    ],
    ['a profile that is not there', { front: 'profiles: [1.0]' }, /profiles takes a list of/],
    ['a field that is not there', { front: 'profiles: [4.3-kraft]\nlevel: 1' }, /there is no level in front matter/],
    ['a heading that is no section', { more: '### Hints\n' }, /"### Hints" is none of/],
    [
      'a question without a right answer',
      { more: '### Question\n\nWhich?\n\n- [ ] this\n' },
      /no choice is the right one/,
    ],
    [
      'a block for a profile that it does not claim',
      { more: '```console 2.8-zk\n$ kafka-lab status\n```\n' },
      /2\.8-zk is no profile or variant of the lab/,
    ],
  ])('for %s', (_name, wrong, says) => {
    const answer = lint(lab(wrong));
    expect(answer.exitCode).toBe(1);
    expect(answer.stdout).toMatch(says);
  });

  test('unless somebody agreed to what it runs', () => {
    const answer = lint(lab({}), '');
    expect(answer).toMatchObject({ exitCode: 1, stdout: '' });
    expect(answer.stderr).toMatch(/would run 1 commands\. Read it, then agree with --yes/);
  });

  test('for other programs than its own, unless a shell is asked for', () => {
    const block = '$ date +%s >/dev/null; kafka-lab broker stop 1\n';
    expect(lint(lab({ block }))).toMatchObject({ exitCode: 1, stdout: '' });
    expect(lint(lab({ block })).stderr).toMatch(/it calls date, which is none of its tools/);
    expect(lint(lab({ block }), '--yes --shell')).toMatchObject({ stderr: '', exitCode: 0 });
  });
});

test('what is printed is written into a file, with a block for each profile in which it differs', () => {
  const file = join(sandbox.folder, 'updated.md');
  const block =
    '$ kafka-topics --bootstrap-server localhost:9092 --describe --topic a\nold\n$ kafka-lab broker stop 1\n';
  writeFileSync(file, lab({ front: 'profiles: [4.3-kraft, 3.9-kraft, 2.8-zk]', block }));
  expect(sandbox.run(`kafka-lab lab run ${file} --yes`).exitCode).toBe(1);
  expect(sandbox.run(`kafka-lab lab run ${file} --yes --update`)).toMatchObject({ stderr: '', exitCode: 0 });
  expect(sandbox.run(`kafka-lab lab run ${file} --yes`)).toMatchObject({ stderr: '', exitCode: 0 });
  expect(sandbox.shell(`grep -c '^...console' ${file}; grep '^...console 2.8-zk' ${file}`).stdout).toBe(
    '3\n```console 2.8-zk\n',
  );
});

test('what is printed is written into translations too', () => {
  const file = join(sandbox.folder, 'updated.md');
  const korean = join(sandbox.folder, 'updated.ko.md');
  const block = '$ kafka-lab broker stop 1\n';
  writeFileSync(korean, lab({ block, more: '글.' }));
  writeFileSync(file, lab({ block: `${block}$ kafka-lab broker stop 1\nwell\n` }));
  expect(sandbox.run(`kafka-lab lab lint ${korean}`).stdout).toContain('console blocks are not those of the original');
  expect(sandbox.run(`kafka-lab lab run ${file} --yes --update`)).toMatchObject({ stderr: '', exitCode: 0 });
  expect(sandbox.run(`kafka-lab lab lint ${korean}`)).toMatchObject({ stderr: '', exitCode: 0 });
  expect(readFileSync(korean, 'utf8')).toContain('broker 1 is not running\n');
  expect(readFileSync(korean, 'utf8')).toContain('글.');
  expect(sandbox.run(`kafka-lab lab run ${korean} --yes`).stderr).toMatch(/is a translation/);
});

test('a lab with variants is played in each, with blocks of its own where they differ', () => {
  const file = join(sandbox.folder, 'varied.md');
  const front = 'profiles: [4.3-kraft]\nvariants:\n  - [kafka-lab broker stop 1]\n  - [kafka-lab broker stop 2]';
  const solved = (second: string) =>
    `${lab({ front, block: '$ true\n', check: 'brokers alive 1,2,3' }).replace('```console\n$ true\n```\n', '')}
### Solution

\`\`\`console variant-1
$ kafka-lab broker start 1
\`\`\`

\`\`\`console variant-2
${second}
\`\`\`
`;
  writeFileSync(file, solved('$ kafka-lab broker start 2'));
  expect(sandbox.run(`kafka-lab lab lint ${file} --yes`)).toMatchObject({ stderr: '', exitCode: 0 });
  writeFileSync(file, solved('$ kafka-lab broker start 1'));
  const { stdout } = sandbox.run(`kafka-lab lab lint ${file} --yes`);
  expect(stdout).toContain('4.3-kraft, variant 2: after this step a check fails');
  expect(stdout).toContain('+ broker 1 is running already');
});

test('a file may call tools from other programs, and end its shell, with --shell', () => {
  const file = join(sandbox.folder, 'runbook.md');
  const run = (command: string) => {
    writeFileSync(file, `# Runbook\n\n\`\`\`console\n$ kafka-lab init --seed 7 >/dev/null\n$ ${command}\n\`\`\`\n`);
    return sandbox.run(`kafka-lab lab run ${file} --yes --shell`);
  };
  expect(run('timeout 20 kafka-lab assert "broker 1 running"')).toMatchObject({ stderr: '', exitCode: 0 });
  expect(run('exit 3')).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^The shell ended.*exit 3\n$/) });
  writeFileSync(file, '# Nothing to run\n');
  expect(sandbox.run(`kafka-lab lab run ${file}`).stderr).toMatch(/has no console block/);
});

test('the lab that `lab new` writes lints', () => {
  expect(sandbox.run('kafka-lab lab new my-own')).toMatchObject({ stderr: '', exitCode: 0 });
  expect(sandbox.run('kafka-lab lab lint my-own.md --yes')).toMatchObject({ stderr: '', exitCode: 0 });
  expect(sandbox.run('kafka-lab lab new my-own').stderr).toMatch(/There is a file my-own\.md already/);
});
