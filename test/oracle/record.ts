import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { ProfileId } from '../../src/profiles/profile';
import { profiles } from '../../src/profiles/profiles';
import { differencesBetween } from '../conformance/compare';
import { parseTranscript, readTranscript } from '../conformance/transcript';
import { RealCluster } from './cluster';
import { condense } from '../conformance/condense';
import { cacheFolder, releaseOf, type Release } from './release';
import { readScenario, type Scenario, type ScenarioStep } from './scenario';

const usage = `npm run record -- PROFILE SCENARIO... [--out FOLDER] [--compare]

Runs scenarios against a real Apache Kafka and writes what it answered: into fixtures/transcripts, or into
FOLDER/PROFILE/NAME.trn.
--compare writes nothing and tells what is answered otherwise than in the recording that stands there.
PROFILE is one of ${Object.keys(profiles).join(', ')}; SCENARIO a file, or a name in test/oracle/scenarios.
Needs JDK 17 and Maven, 1 GB of memory for each node, the ports 9092 and up, 19092 and up and 2181, and a quiet
machine: where milliseconds decide, a busy one gives another answer. Releases are kept in ${cacheFolder} (ORACLE_DIR).`;

const project = join(import.meta.dirname, '..', '..');
const longestCommandMs = 150_000;

interface Answer {
  readonly out: string;
  readonly err: string;
  readonly exitCode: number | 'timeout';
}

function runCommand(command: string, stdin: string, folder: string, bin: string): Promise<Answer> {
  return new Promise((done, reject) => {
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
    // A group of its own, so that a command cut by the timeout leaves nothing behind.
    const child = spawn('bash', ['--norc', '-c', command], { cwd: folder, env, detached: true });
    let [out, err] = ['', ''];
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      process.kill(-child.pid!, 'SIGKILL');
    }, longestCommandMs);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject).on('close', (code) => {
      clearTimeout(timer);
      done({ out, err, exitCode: isLate ? 'timeout' : code! });
    });
    child.stdin.on('error', () => undefined).end(stdin);
  });
}

/** How an answer stands in a recording. */
function answerLines(command: string, stdin: readonly string[], { out, err, exitCode }: Answer): string[] {
  const stream = (tag: string, text: string): string[] => {
    if (text === '') return [];
    const endsLine = text.endsWith('\n');
    const lines = (endsLine ? text.slice(0, -1) : text).split('\n');
    return [...condense(lines).map((line) => `${tag} ${line}`), ...(endsLine ? [] : [`${tag}\\ no newline at end`])];
  };
  const typed = [`$ ${command}`, ...stdin.map((line) => `< ${line}`)];
  return [...typed, ...stream('>', out), ...stream('!', err), `= ${exitCode}`, ''];
}

async function carryOut(cluster: RealCluster, mode: 'zk' | 'kraft', verb: string, words: readonly string[]) {
  const ids = words.map(Number);
  switch (verb) {
    case 'sleep':
      return wait(ids[0]! * 1000);
    case 'stop':
      for (const id of ids) await cluster.stopNode(id);
      return;
    case 'kill':
      for (const id of ids) await cluster.killNode(id);
      // A session and a little more: zookeeper.session.timeout.ms, or broker.session.timeout.ms.
      return wait(mode === 'zk' ? 22_000 : 13_000);
    case 'start':
      for (const id of ids) await cluster.startNode(id);
      return wait(4000);
    case 'pause':
      for (const id of ids) cluster.pauseNode(id);
      return;
    case 'resume':
      for (const id of ids) cluster.resumeNode(id);
      return;
    default:
      throw new Error(`no fault is called ${verb}`);
  }
}

/** Runs a scenario from beginning to end and returns the text of the recording. */
async function record(profile: ProfileId, scenario: Scenario, release: Release): Promise<string> {
  const mode = profile.endsWith('-zk') ? 'zk' : 'kraft';
  const properties = scenario.steps.flatMap((step) => (step.kind === 'property' ? [step.text] : []));
  const folder = mkdtempSync(join(tmpdir(), 'kafka-oracle-'));
  const cluster = new RealCluster(release, { mode, properties, ...scenario }, folder);
  const lines = [`# Apache Kafka ${release.version} (${mode}), ${scenario.brokers} brokers`];
  const take = async (step: ScenarioStep): Promise<void> => {
    if (step.kind === 'comment') lines.push(`# ${step.text}`);
    else if (step.kind === 'property') lines.push(`^ ${step.text}`);
    else if (step.kind === 'fault') {
      lines.push(`% ${[step.verb, ...step.words].join(' ')}`, '');
      await carryOut(cluster, mode, step.verb, step.words);
    } else {
      const stdin = step.stdin.map((line) => `${line}\n`).join('');
      const answer = await runCommand(step.text, stdin, join(folder, 'cwd'), release.bin);
      lines.push(...answerLines(step.text, step.stdin, answer));
    }
  };
  try {
    await cluster.start();
    for (const step of scenario.steps) await take(step);
  } finally {
    await cluster.close();
  }
  return `${lines.join('\n').replaceAll(folder, '/var/kafka')}\n`;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, compare: { type: 'boolean' }, help: { type: 'boolean' } },
});
const [profile, ...names] = positionals;
if (values.help || names.length === 0 || !(profile! in profiles)) {
  console.error(usage);
  process.exit(values.help ? 0 : 2);
}
const id = profile as ProfileId;
const target = join(resolve(values.out ?? join(project, 'fixtures', 'transcripts')), id);
let wrong = 0;
for (const name of names) {
  const path = existsSync(name) ? name : join(import.meta.dirname, 'scenarios', `${name}.scn`);
  const scenario = basename(path, '.scn');
  const file = join(target, `${scenario}.trn`);
  const text = await record(id, readScenario(path, id), releaseOf(id));
  if (values.compare) {
    const differences = differencesBetween(readTranscript(file), parseTranscript(text), `${id}/${scenario}`);
    for (const { command, stream, real, simulator } of differences)
      console.log(`$ ${command}\n${stream} stood\n${real}\nnow\n${simulator}\n`);
    console.log(`${id}/${scenario}: ${differences.length} answers differ from the recording`);
    wrong += differences.length;
  } else {
    mkdirSync(target, { recursive: true });
    writeFileSync(file, text);
    console.log(file);
  }
}
process.exit(wrong > 0 ? 1 : 0);
