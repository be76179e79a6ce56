import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchRelease, type Release } from '../release';

/** The releases that facts are asked of, oldest first. */
export const versions = ['2.8.2', '3.9.2', '4.3.1'] as const;
export type Version = (typeof versions)[number];

const opened = ['java.util', 'java.util.concurrent'].flatMap((name) => [
  '--add-opens',
  `java.base/${name}=ALL-UNNAMED`,
]);

/**
 * Compiles a Java file of this folder against a release's jars and asks it: its standard input gets the questions in
 * JSON, one a line, and for each it writes an answer in JSON.
 * @throws Error with what javac or java said when one fails
 */
export function askJava(version: Version, program: string, questions: readonly unknown[]): unknown[] {
  const release: Release = fetchRelease(version);
  const classes = mkdtempSync(join(tmpdir(), 'kafka-facts-'));
  const jars = join(release.home, 'libs', '*');
  try {
    // The other classes of this folder that it names are compiled with it.
    const source = join(import.meta.dirname, `${program}.java`);
    run('javac', ['-nowarn', '-cp', jars, '-sourcepath', import.meta.dirname, '-d', classes, source], '');
    const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
    const output = run('java', [...opened, `-Drelease=${version}`, '-cp', `${classes}:${jars}`, program], input);
    const answers = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    if (answers.length !== questions.length) throw new Error(`${program}: ${answers.length} answers`);
    return answers;
  } finally {
    rmSync(classes, { recursive: true, force: true });
  }
}

/** Asks several releases and returns the one answer that they give to each question. @throws Error when they differ */
export function askAll(asked: readonly Version[], program: string, questions: readonly unknown[]): unknown[] {
  const answers = asked.map((version) => askJava(version, program, questions));
  for (const [index, question] of questions.entries()) {
    const different = new Set(answers.map((each) => JSON.stringify(each[index])));
    if (different.size > 1)
      throw new Error(`${program}: ${JSON.stringify(question)} is answered ${[...different].join(' and ')}`);
  }
  return answers[0]!;
}

function run(command: string, words: readonly string[], input: string): string {
  const { stdout, stderr, status } = spawnSync(command, words, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${command} ${words.at(-1)}: ${stderr}`);
  return stdout;
}
