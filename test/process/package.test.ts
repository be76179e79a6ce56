import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { projectFolder, Sandbox } from './sandbox';

const sandbox = new Sandbox();
afterEach(() => {
  sandbox.remove();
});

interface LockedPackage {
  readonly dev?: boolean;
}

test('npm pack, installed into an empty folder, works', () => {
  const npm = (folder: string, ...argv: string[]) =>
    execFileSync('npm', argv, { cwd: folder, encoding: 'utf8', env: { ...process.env, npm_config_loglevel: 'error' } });
  const [packed] = JSON.parse(
    npm(projectFolder, 'pack', '--json', '--ignore-scripts', '--pack-destination', sandbox.folder),
  ) as { filename: string; files: { path: string }[] }[];
  const paths = packed!.files.map(({ path }) => path);
  for (const path of ['bin/kafka-lab.cjs', 'dist/tools.cjs', 'dist/lab.cjs', 'README.md', 'LICENSE', 'package.json'])
    expect(paths).toContain(path);
  expect(paths.filter((path) => /^(src|test|node_modules)\//.test(path) || path.startsWith('dist/path'))).toEqual([]);

  // What it depends on is brought from here, its compiled addon included: no network, no compiler.
  const folder = join(sandbox.folder, 'empty');
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const lock = JSON.parse(readFileSync(join(projectFolder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  for (const [path, { dev }] of Object.entries(lock.packages)) {
    if (
      path.startsWith('node_modules/') &&
      !dev &&
      path.lastIndexOf('node_modules/') === 0 &&
      existsSync(join(projectFolder, path))
    )
      cpSync(join(projectFolder, path), join(folder, path), { recursive: true });
  }
  cpSync(join(projectFolder, 'node_modules/.bin'), join(folder, 'node_modules/.bin'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  npm(
    folder,
    'install',
    join(sandbox.folder, packed!.filename),
    '--ignore-scripts',
    '--offline',
    '--no-audit',
    '--no-fund',
  );

  const home = join(sandbox.folder, 'home of "it\'s" own');
  const answer = sandbox.shell(
    `cd '${folder}' && eval "$(npx kafka-lab env)" && cd / && kafka-lab init --seed 1 && kafka-topics.sh ` +
      '--bootstrap-server localhost:9092 --create --topic orders --replication-factor 3 && kafka-topics ' +
      '--bootstrap-server localhost:9092 --list && type -p kafka-topics',
    { KAFKA_LAB_HOME: home },
  );
  expect(answer.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('npm '))).toEqual([]);
  expect(answer.stdout).toContain('Created topic orders.\norders\n');
  expect(answer.stdout).toContain('empty/node_modules/kafka-lab/dist/path/kafka-topics');
  expect(answer.exitCode).toBe(0);
});
