import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectRefusal } from './refusal';
import { canRunWithoutRights, isRoot, projectFolder, Sandbox } from './sandbox';

/** What kafka-lab may remove and replace, what it may not, and whose clusters it uses. */

const list = 'kafka-topics --bootstrap-server localhost:9092 --list';
const create = 'kafka-topics --bootstrap-server localhost:9092 --create --topic';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => {
  sandbox.remove();
});

describe('kafka-lab destroy', () => {
  test('removes the cluster and nothing else', () => {
    mkdirSync(join(sandbox.home, 'path'), { recursive: true });
    writeFileSync(join(sandbox.home, 'path', 'thesis.txt'), 'hi');
    writeFileSync(join(sandbox.home, 'notes.txt'), 'hi');
    sandbox.run('kafka-lab init');
    const answer = sandbox.run('kafka-lab destroy --yes');
    expect(answer.exitCode).toBe(0);
    expect(readdirSync(sandbox.home, { recursive: true }).sort()).toEqual(['notes.txt', 'path', 'path/thesis.txt']);
  });

  test("removes env's links to this installation from the folder beside the cluster, and no others", () => {
    sandbox.run('kafka-lab init');
    const folder = join(sandbox.home, 'path');
    const launcher = join(projectFolder, 'bin', 'kafka-lab.cjs');
    mkdirSync(folder);
    symlinkSync(launcher, join(folder, 'kafka-topics'));
    symlinkSync(launcher, join(folder, 'kafka-topics.sh'));
    symlinkSync(launcher, join(folder, 'mine'));
    symlinkSync('/elsewhere/kafka-lab.cjs', join(folder, 'kafka-lab'));
    writeFileSync(join(folder, 'kafka-configs'), '#!/bin/sh\n');
    expect(sandbox.run('kafka-lab destroy --yes').exitCode).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['kafka-configs', 'kafka-lab', 'mine']);
  });

  test('leaves nothing of a folder that init made', () => {
    const inFolder = (line: string) => sandbox.shell(`unset KAFKA_LAB_HOME; ${line}`);
    expect(inFolder('kafka-lab init && kafka-lab destroy --yes').exitCode).toBe(0);
    expect(existsSync(join(sandbox.folder, '.kafka-lab'))).toBe(false);
  });

  test('leaves a folder that was there before', () => {
    mkdirSync(sandbox.home, { mode: 0o700 });
    sandbox.run('kafka-lab init');
    sandbox.run('kafka-lab destroy --yes');
    expect(readdirSync(sandbox.home)).toEqual([]);
  });
});

describe("a file of the cluster's name that is not a cluster", () => {
  const strange: Readonly<Record<string, () => void>> = {
    'a text': () => writeFileSync(sandbox.file, 'dear diary, '.repeat(1000)),
    'an empty file': () => writeFileSync(sandbox.file, ''),
    'a link to a cluster': () => {
      sandbox.run('kafka-lab init', { KAFKA_LAB_HOME: join(sandbox.folder, 'other') });
      symlinkSync(join(sandbox.folder, 'other', 'cluster.db'), sandbox.file);
    },
    "another program's database": () => {
      const db = new Database(sandbox.file);
      db.exec('CREATE TABLE letter (text); INSERT INTO letter VALUES (1); PRAGMA user_version = 1');
      db.close();
    },
  };
  test.each(Object.keys(strange))('is neither removed nor replaced: %s', (what) => {
    mkdirSync(sandbox.home);
    strange[what]!();
    const before = readFileSync(sandbox.file);
    for (const command of ['kafka-lab destroy --yes', 'kafka-lab init --force', 'kafka-lab init'])
      expectRefusal(
        sandbox.run(command),
        what === 'a link to a cluster' ? /link|already/ : /not a cluster.*[Mm]ove it/,
      );
    expect(readFileSync(sandbox.file)).toEqual(before);
    expect(readdirSync(sandbox.home)).toEqual(['cluster.db']);
  });

  test.each(['cluster.db-wal', 'cluster.db-journal', 'cluster.db-shm'])(
    'nor one of the name of a journal: %s',
    (name) => {
      mkdirSync(sandbox.home);
      writeFileSync(join(sandbox.home, name), 'dear diary');
      expectRefusal(sandbox.run('kafka-lab init'), new RegExp(`${name} .*[Mm]ove it`));
      expect(readdirSync(sandbox.home)).toEqual([name]);
      expect(readFileSync(join(sandbox.home, name), 'utf8')).toBe('dear diary');
    },
  );
});

describe('a damaged cluster', () => {
  test.each(['kafka-lab destroy --yes', 'kafka-lab init --force'])('can be left: %s', (command) => {
    sandbox.run('kafka-lab init');
    writeFileSync(sandbox.file, readFileSync(sandbox.file).subarray(0, 5000));
    expectRefusal(sandbox.run(list), /damaged/);
    expect(sandbox.run(command).exitCode).toBe(0);
  });
});

describe('below a folder with a cluster', () => {
  const below = (line: string) => sandbox.shell(`unset KAFKA_LAB_HOME; mkdir -p sub; cd sub; ${line}`);
  const above = (line: string) => sandbox.shell(`unset KAFKA_LAB_HOME; ${line}`);

  test.each(['kafka-lab init', 'kafka-lab init --force', 'kafka-lab init --force --seed 1'])(
    'is not replaced: %s',
    (command) => {
      above('kafka-lab init --seed 1 --brokers 4');
      above(`${create} kept`);
      expectRefusal(below(command), /above.*\.kafka-lab\/cluster\.db.*KAFKA_LAB_HOME=\.kafka-lab kafka-lab init/);
      expect(above(list).stdout).toBe('kept\n');
      expect(below(list).stdout).toBe('kept\n');
    },
  );

  test("a file of the name of such a folder is in nobody's way", () => {
    above('kafka-lab init --seed 1');
    expect(
      sandbox.shell('unset KAFKA_LAB_HOME; mkdir -p one/two; touch one/.kafka-lab; cd one/two; kafka-lab status')
        .exitCode,
    ).toBe(0);
  });

  test('another one can be made', () => {
    above('kafka-lab init --seed 1 --brokers 4');
    above(`${create} kept`);
    expect(below('KAFKA_LAB_HOME=.kafka-lab kafka-lab init --seed 1').exitCode).toBe(0);
    expect(below(list).stdout).toBe('\n');
    expect(below('kafka-lab init --force').exitCode).toBe(0);
    expect(above(list).stdout).toBe('kept\n');
  });
});

describe('a folder that others may write', () => {
  test.each([list, 'kafka-lab status', 'kafka-lab init --force', 'kafka-lab destroy --yes'])(
    'is refused: %s',
    (command) => {
      sandbox.run('kafka-lab init');
      chmodSync(sandbox.home, 0o777);
      expectRefusal(sandbox.run(command), /may be written by other users.*chmod go-w.*KAFKA_LAB_TRUST=/);
      chmodSync(sandbox.home, 0o755);
      chmodSync(sandbox.file, 0o666);
      expectRefusal(sandbox.run(command), /cluster\.db may be written by other users/);
      expect(sandbox.run(command, { KAFKA_LAB_TRUST: sandbox.home }).exitCode).toBe(0);
    },
  );

  test('is not what init makes, whatever the umask', () => {
    for (const umask of ['000', '002', '077']) {
      expect(sandbox.shell(`umask ${umask}; kafka-lab init && kafka-lab status && ${create} a`).stderr).toBe('');
      expect(statSync(sandbox.home).mode & 0o022).toBe(0);
      expect(statSync(sandbox.file).mode & 0o022).toBe(0);
      sandbox.shell('kafka-lab destroy --yes; rmdir home');
    }
  });

  test('may be above: a lab in /tmp with a folder of its own', () => {
    chmodSync(sandbox.folder, 0o1777);
    expect(sandbox.shell(`unset KAFKA_LAB_HOME; kafka-lab init && ${list}`).exitCode).toBe(0);
  });
});

describe.runIf(isRoot && canRunWithoutRights())("another user's cluster", () => {
  const stranger = 4321;
  const hidden = () => join(sandbox.folder, '.kafka-lab');

  test('is refused wherever it is found, until it is trusted', () => {
    sandbox.run('kafka-lab init');
    sandbox.giveAway(stranger);
    for (const command of [list, 'kafka-lab status', 'kafka-lab init --force', 'kafka-lab destroy --yes'])
      expectRefusal(sandbox.run(command), /belongs to another user \(uid 4321\).*export KAFKA_LAB_TRUST='.*home'$/);
    expect(sandbox.run(list, { KAFKA_LAB_TRUST: `/x:${sandbox.home}` }).exitCode).toBe(0);
    expect(sandbox.run(list, { SUDO_UID: String(stranger) }).exitCode).toBe(0);
  });

  test("is refused to somebody who is not root too, and root's is not", () => {
    sandbox.run('kafka-lab init');
    expect(sandbox.runWithoutRights('kafka-lab status').exitCode).toBe(0);
    sandbox.giveAway(0);
    chmodSync(sandbox.folder, 0o755);
    expectRefusal(sandbox.asNobody('kafka-lab status'), /may not be written/);
    sandbox.giveAway(stranger);
    expectRefusal(sandbox.asNobody('kafka-lab status'), /belongs to another user/);
  });

  test('is not let in by a journal beside our own cluster', () => {
    mkdirSync(sandbox.home);
    chmodSync(sandbox.home, 0o1777);
    sandbox.run('kafka-lab init');
    writeFileSync(`${sandbox.file}-wal`, '');
    chownSync(`${sandbox.file}-wal`, stranger, stranger);
    expectRefusal(sandbox.run(list), /cluster\.db-wal belongs to another user/);
  });

  test('is not let in by a link to a cluster in a folder of theirs', () => {
    const other = join(sandbox.folder, 'other');
    sandbox.run('kafka-lab init', { KAFKA_LAB_HOME: other });
    mkdirSync(sandbox.home);
    symlinkSync(join(other, 'cluster.db'), sandbox.file);
    expect(sandbox.run(list).exitCode).toBe(0);
    chownSync(other, stranger, stranger);
    expectRefusal(sandbox.run(list), /other belongs to another user/);
  });

  test('in a folder above does not keep anybody from making an own one', () => {
    sandbox.shell('unset KAFKA_LAB_HOME; kafka-lab init; mkdir mine');
    sandbox.giveAway(stranger);
    const inMine = (line: string) => sandbox.shell(`unset KAFKA_LAB_HOME; cd mine; ${line}`);
    expectRefusal(inMine(list), /another user/);
    const before = readFileSync(join(hidden(), 'cluster.db'));
    expect(inMine('kafka-lab init').exitCode).toBe(0);
    expect(inMine(list).exitCode).toBe(0);
    expect(readFileSync(join(hidden(), 'cluster.db'))).toEqual(before);
  });
});

describe('what a killed init left behind', () => {
  test.each(['kafka-lab init', 'kafka-lab init --force', 'kafka-lab destroy --yes'])(
    'goes with the next: %s',
    (command) => {
      if (command !== 'kafka-lab init') sandbox.run('kafka-lab init');
      else mkdirSync(sandbox.home);
      // A process of this number is not running: it is above what Linux gives.
      const left = join(sandbox.home, '.new-99999999');
      writeFileSync(left, '');
      writeFileSync(join(sandbox.home, '.new-1234x'), '');
      writeFileSync(join(sandbox.home, '.new-88888888'), 'dear diary, '.repeat(100));
      expect(sandbox.run(command).exitCode).toBe(0);
      const names = readdirSync(sandbox.home).filter((name) => name !== 'cluster.db');
      expect(names.sort()).toEqual(['.new-1234x', '.new-88888888']);
    },
  );

  test("a file of a draft's name that is not ours stays, whatever process has its number", () => {
    const answer = sandbox.shell('mkdir home; echo hi > home/.new-$$; exec kafka-lab init');
    expectRefusal(answer, /\.new-\d+ is in the way\. Move it away/);
    const [name] = readdirSync(sandbox.home);
    expect(readFileSync(join(sandbox.home, name!), 'utf8')).toBe('hi\n');
  });

  test('a file in rollback-journal mode goes back to its write-ahead log', () => {
    sandbox.run('kafka-lab init --seed 1');
    const db = new Database(sandbox.file);
    db.pragma('journal_mode = DELETE');
    db.close();
    expect(sandbox.run(`${create} a`).exitCode).toBe(0);
    expect(readFileSync(sandbox.file).subarray(18, 20)).toEqual(Buffer.from([2, 2]));
    expect(sandbox.run('kafka-lab verify').exitCode).toBe(0);
  });

  test('a journal without its cluster is not taken for that of the next one', () => {
    sandbox.run('kafka-lab init --seed 1');
    const db = new Database(sandbox.file);
    db.exec('CREATE TABLE left_over (a)');
    const journal = readFileSync(`${sandbox.file}-wal`);
    db.close();
    sandbox.run('kafka-lab destroy --yes');
    mkdirSync(sandbox.home, { recursive: true });
    writeFileSync(`${sandbox.file}-wal`, journal);
    expect(sandbox.run('kafka-lab init').exitCode).toBe(0);
    expect(sandbox.run('kafka-lab verify').exitCode).toBe(0);
    expect(readdirSync(sandbox.home)).toEqual(['cluster.db']);
  });
});

test('a cluster that is open is neither replaced nor removed', async () => {
  sandbox.run('kafka-lab init --seed 1');
  const db = new Database(sandbox.file);
  db.exec('BEGIN; SELECT * FROM meta');
  const force = sandbox.start('kafka-lab init --force');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(force.child.exitCode).toBeNull();
  expect(db.prepare('SELECT count(*) AS n FROM topic').get()).toEqual({ n: 0 });
  db.exec('COMMIT');
  db.close();
  expect((await force.answer).exitCode).toBe(0);
  expect(readdirSync(sandbox.home)).toEqual(['cluster.db']);
});
