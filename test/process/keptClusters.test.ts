import {
  appendFileSync,
  chmodSync,
  copyFileSync,
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
import { schemaVersion } from '../../src/store/schema';
import { expectRefusal } from './refusal';
import { Sandbox } from './sandbox';

/** Snapshots, export and import: moments of a cluster, whole. */

const brokers = '--bootstrap-server localhost:9092';
const create = `kafka-topics ${brokers} --create --topic`;
const looks = [
  `kafka-topics ${brokers} --describe`,
  'kafka-lab status --all --format json',
  'kafka-lab events --format json',
  'kafka-lab ledger --format json',
  'kafka-lab clock show --format json',
  'kafka-lab verify',
];

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
  sandbox.run('kafka-lab init --seed 1');
  sandbox.run(`${create} a --partitions 3 --replication-factor 3`);
  sandbox.run('kafka-lab produce a one two');
});
afterEach(() => {
  sandbox.remove();
});

/** What a command prints, wherever the cluster is. */
const ask = (command: string, { KAFKA_LAB_HOME = sandbox.home } = {}) => {
  const { stdout, stderr, exitCode } = sandbox.run(command, { KAFKA_LAB_HOME });
  return [command, stdout.replaceAll(KAFKA_LAB_HOME, 'HOME'), stderr, exitCode];
};
const look = (environment = {}) => looks.map((command) => ask(command, environment));
const expectDone = (command: string, environment = {}) =>
  expect(sandbox.run(command, environment), command).toMatchObject({ stderr: '', exitCode: 0 });

describe('kafka-lab snapshot', () => {
  test('restore brings everything back, the time too, and what follows is the same again', () => {
    const after = ['kafka-lab broker kill 1', 'kafka-lab settle', `${create} c --partitions 4`];
    expectDone('kafka-lab snapshot save s');
    const before = look();
    const first = [...after.map((command) => sandbox.run(command)), ...look()];
    expectDone('kafka-lab snapshot restore s');
    expect(look()).toEqual(before);
    expect([...after.map((command) => sandbox.run(command)), ...look()]).toEqual(first);
  });

  test('list says what is in each, and a damaged one does not hide the others', () => {
    expectDone('kafka-lab snapshot save s');
    expectDone('kafka-lab snapshot save other');
    const file = join(sandbox.home, 'snapshots', 'other.db');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(7, 100, 4096));
    writeFileSync(join(sandbox.home, 'snapshots', 'notes.txt'), 'mine');
    writeFileSync(join(sandbox.home, 'snapshots', 'none.db'), 'mine too');
    const { stdout } = sandbox.run('kafka-lab snapshot list', { TZ: 'UTC' });
    expect(stdout).toMatch(/^other +damaged/m);
    expect(stdout).toMatch(/^s +2026-01-01 00:00:00,000 +4\.3-kraft +\d\.\d MB +kafka-lab produce a one two$/m);
    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
  });

  test('save replaces one of that name only when told', () => {
    expectDone('kafka-lab snapshot save s');
    sandbox.run(`${create} b`);
    expectRefusal(sandbox.run('kafka-lab snapshot save s'), /already.*snapshot save --force s/);
    expectDone('kafka-lab snapshot save --force s');
    sandbox.run(`kafka-topics ${brokers} --delete --topic b`);
    expectDone('kafka-lab snapshot restore s');
    expect(sandbox.run(`kafka-topics ${brokers} --list`).stdout).toBe('a\nb\n');
  });

  test('says which there are, takes no path for a name, and keeps what is not its own', () => {
    expectRefusal(sandbox.run('kafka-lab snapshot restore s'), /no snapshot s, and no other/);
    expectDone('kafka-lab snapshot save s');
    expectRefusal(sandbox.run('kafka-lab snapshot restore t'), /no snapshot t: there are s/);
    for (const name of ['../cluster', '.s', 'a/b', 'x'.repeat(101)])
      expect(sandbox.run(`kafka-lab snapshot delete ${name}`).exitCode).toBe(2);
    const folder = join(sandbox.home, 'snapshots');
    writeFileSync(join(folder, 'mine.db'), 'mine');
    symlinkSync(sandbox.file, join(folder, 'link.db'));
    expectRefusal(sandbox.run('kafka-lab snapshot delete mine'), /not a cluster/);
    expectRefusal(sandbox.run('kafka-lab snapshot save --force mine'), /not a cluster/);
    expectRefusal(sandbox.run('kafka-lab snapshot delete link'), /is a link/);
    expectRefusal(sandbox.run('kafka-lab snapshot restore link'), /is a link/);
    expectDone('kafka-lab snapshot delete s');
    expect(readdirSync(folder).sort()).toEqual(['link.db', 'mine.db']);
  });

  test('in a folder that others may write is refused', () => {
    expectDone('kafka-lab snapshot save s');
    chmodSync(join(sandbox.home, 'snapshots'), 0o777);
    for (const verb of ['save --force', 'restore', 'delete'])
      expectRefusal(sandbox.run(`kafka-lab snapshot ${verb} s`), /may be written by other users/);
  });

  test('is whole while others write, and stops nobody', async () => {
    const words = Array.from({ length: 3000 }, (_, index) => `w${index}`).join('\n');
    const { answer } = sandbox.start(`kafka-console-producer ${brokers} --topic a --batch-size 100`, `${words}\n`);
    const names = ['n1', 'n2', 'n3', 'n4'];
    for (const name of names) expect((await sandbox.start(`kafka-lab snapshot save ${name}`).answer).exitCode).toBe(0);
    expect((await answer).exitCode).toBe(0);
    for (const name of names) {
      expectDone(`kafka-lab snapshot restore ${name}`);
      expect(sandbox.run('kafka-lab verify').exitCode).toBe(0);
    }
  });

  test('a live clock goes on from where it was', () => {
    expectDone('kafka-lab clock live');
    expectDone('kafka-lab snapshot save s');
    const file = join(sandbox.home, 'snapshots', 's.db');
    const db = new Database(file);
    // An hour ago.
    db.exec("UPDATE meta SET value = CAST(value AS INTEGER) - 3600000 WHERE name = 'wallMs'");
    const savedMs = Number(db.prepare("SELECT value FROM meta WHERE name = 'nowMs'").pluck().get());
    db.close();
    expectDone('kafka-lab snapshot restore s');
    const { data } = JSON.parse(sandbox.run('kafka-lab clock show --format json').stdout) as {
      data: { nowMs: number };
    };
    expect(data.nowMs - savedMs).toBeLessThan(60_000);
  });

  test('destroy takes the snapshots along, and nothing else', () => {
    expectDone('kafka-lab snapshot save s');
    expectRefusal(sandbox.run('kafka-lab destroy'), /with its 1 snapshot for good/);
    const mine = join(sandbox.home, 'snapshots', 'mine.db');
    writeFileSync(mine, 'mine');
    expectDone('kafka-lab destroy --yes');
    expect(readdirSync(sandbox.home, { recursive: true })).toEqual(['snapshots', join('snapshots', 'mine.db')]);
  });
});

describe('kafka-lab reset', () => {
  const file = () => join(sandbox.folder, 'a.klab');

  test.each(['4.3-kraft --combined', '3.9-zk --brokers 4 --broker-config min.insync.replicas=2'])(
    'makes %s as it was made',
    (options) => {
      expectDone(`kafka-lab init --force --seed 5 --profile ${options}`);
      const before = look();
      sandbox.run(`${create} b`);
      sandbox.run('kafka-lab clock advance 1m');
      if (options.startsWith('3.9-zk')) expectDone('kafka-lab migrate next');
      expectRefusal(sandbox.run('kafka-lab reset'), /kafka-lab reset --yes/);
      expectDone('kafka-lab reset --yes');
      expect(look()).toEqual(before);
    },
  );

  test('goes back to what was imported, and says so where that is not kept', () => {
    expectDone(`kafka-lab export ${file()}`);
    expectDone(`kafka-lab import --force ${file()}`);
    const before = look();
    sandbox.run(`${create} b`);
    expectRefusal(sandbox.run('kafka-lab snapshot save --force imported'), /kafka-lab reset goes back to/);
    expectDone('kafka-lab reset --yes');
    expect(look()).toEqual(before);
    expectDone('kafka-lab snapshot delete imported');
    expectRefusal(sandbox.run('kafka-lab reset --yes'), /was imported.*not there any more/);
    expect(look()).toEqual(before);
  });
});

describe('kafka-lab export and import', () => {
  const file = () => join(sandbox.folder, 'broken.klab');
  const homeOf = (student: number) => ({ KAFKA_LAB_HOME: join(sandbox.folder, `student${student}`) });

  test('twenty students import one broken cluster, and each has it exactly', async () => {
    sandbox.run('kafka-lab broker kill 1 2');
    sandbox.run('kafka-lab settle');
    expectDone(`kafka-lab export ${file()}`);
    const students = Array.from({ length: 20 }, (_, index) => homeOf(index));
    const imports = students.map((student) => sandbox.start(`kafka-lab import ${file()}`, '', student).answer);
    for (const { exitCode } of await Promise.all(imports)) expect(exitCode).toBe(0);
    const later = ['kafka-lab produce a x', 'kafka-lab broker start 1', `${create} made-later --partitions 5`];
    const answers = (student = {}) => [...looks, ...later, ...looks].map((command) => ask(command, student));
    const expected = answers();
    // The first, the last and one between: every import is the same.
    for (const index of [0, 11, 19]) expect(answers(students[index]!)).toEqual(expected);
    const sizes = students.map(({ KAFKA_LAB_HOME }) => statSync(join(KAFKA_LAB_HOME, 'cluster.db')).size);
    expect(new Set(sizes.filter((_, index) => ![0, 11, 19].includes(index))).size).toBe(1);
  }, 300_000);

  test('init --from is the same, and goes with nothing else that init says', () => {
    expectDone(`kafka-lab export ${file()}`);
    expectDone(`kafka-lab init --from ${file()}`, homeOf(1));
    expect(look(homeOf(1))).toEqual(look());
    expect(sandbox.run(`kafka-lab init --from ${file()} --brokers 5`, homeOf(2)).exitCode).toBe(2);
    expectRefusal(sandbox.run(`kafka-lab init --from ${file()}`), /already.*kafka-lab init --from .*klab --force$/m);
  });

  test('replace a cluster only when told, and nothing that is no cluster', () => {
    expectDone(`kafka-lab export ${file()}`);
    expectRefusal(sandbox.run(`kafka-lab export ${file()}`), /already.*kafka-lab export .*klab --force$/m);
    expectRefusal(sandbox.run(`kafka-lab import ${file()}`), /already.*kafka-lab import .*klab --force$/m);
    sandbox.run(`${create} b`);
    expectDone(`kafka-lab export --force ${file()}`);
    sandbox.run(`kafka-topics ${brokers} --delete --topic b`);
    expectDone(`kafka-lab import --force ${file()}`);
    expect(sandbox.run(`kafka-topics ${brokers} --list`).stdout).toBe('a\nb\n');
    const letter = join(sandbox.folder, 'letter.txt');
    writeFileSync(letter, 'Dear Kafka');
    for (const force of ['', ' --force'])
      expectRefusal(sandbox.run(`kafka-lab export ${letter}${force}`), /letter\.txt is not a cluster/);
    expect(readFileSync(letter, 'utf8')).toBe('Dear Kafka');
  });

  test('a file of somebody else is taken as it is, and comes out ours', () => {
    expectDone(`kafka-lab export ${file()}`);
    chmodSync(file(), 0o666);
    expectDone(`kafka-lab import ${file()}`, homeOf(1));
    expect(statSync(join(homeOf(1).KAFKA_LAB_HOME, 'cluster.db')).mode & 0o777).toBe(0o644);
    expectDone('kafka-lab status', homeOf(1));
  });

  const spoil: Readonly<Record<string, [RegExp, (path: string) => void]>> = {
    missing: [/no file/, () => undefined],
    'no cluster': [/not a cluster/, (path) => writeFileSync(path, 'something else')],
    'another database': [
      /not a cluster/,
      (path) => {
        const db = new Database(path);
        db.pragma('application_id = 1');
        db.close();
      },
    ],
    newer: [
      /newer kafka-lab.*update kafka-lab/,
      (path) => {
        const db = new Database(path);
        db.pragma(`user_version = ${schemaVersion + 1}`);
        db.close();
      },
    ],
    'cut short': [/damaged/, (path) => writeFileSync(path, readFileSync(path).subarray(0, 20_000))],
    overwritten: [/damaged/, (path) => writeFileSync(path, readFileSync(path).fill(1, 4096, 30_000))],
    'changed by hand': [
      /damaged/,
      (path) => {
        const db = new Database(path);
        db.exec('UPDATE partition SET leader = 3');
        db.close();
      },
    ],
    'with a trigger': [
      /damaged/,
      (path) => {
        const db = new Database(path);
        db.exec('CREATE TRIGGER t AFTER INSERT ON record BEGIN DELETE FROM topic; END');
        db.close();
      },
    ],
    'a column short': [
      /damaged/,
      (path) => {
        const db = new Database(path);
        db.exec('ALTER TABLE node DROP COLUMN rack');
        db.close();
      },
    ],
    'in use': [/in use.*export/, (path) => appendFileSync(`${path}-wal`, 'x')],
  };

  test.each(Object.keys(spoil))('a file that is %s is refused with one line, and nothing is changed', (what) => {
    const [says, change] = spoil[what]!;
    expectDone(`kafka-lab export ${file()}`);
    change(file());
    const before = look();
    const name = what === 'missing' ? join(sandbox.folder, 'nowhere') : file();
    for (const command of [`kafka-lab import --force ${name}`, `kafka-lab init --force --from ${name}`])
      expectRefusal(sandbox.run(command), says);
    expect(look()).toEqual(before);
    expect(readdirSync(sandbox.home)).toEqual(['cluster.db']);
  });

  test('a folder or a pipe is no file of a cluster', () => {
    mkdirSync(join(sandbox.folder, 'dir'));
    sandbox.shell(`mkfifo ${sandbox.folder}/pipe`);
    for (const name of ['dir', 'pipe'])
      expectRefusal(sandbox.run(`kafka-lab import --force ${join(sandbox.folder, name)}`), /no ordinary file/);
  });

  test('a plain copy of the file can be imported too', () => {
    copyFileSync(sandbox.file, file());
    expectDone(`kafka-lab import ${file()}`, homeOf(1));
    expect(look(homeOf(1))).toEqual(look());
  });
});
