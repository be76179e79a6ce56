import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterIn, labFolder } from '../runtime/clusterPlace';
import { makeFolder } from '../runtime/createCluster';
import { bringBack, keepCluster } from '../runtime/keptClusters';
import { onDisk } from '../store/fileErrors';
import type { Lab } from './lab';
import { inLanguage } from './labShelf';
import { progressName, readProgress, writeProgress, type Progress } from './progress';
import { readLab } from './readLab';
import { translationOf } from './translation';

const textName = 'lab.md';

/** What an earlier taking left: its text and the beginnings of its steps. */
const isOfTaking = (name: string) => /^(?:lab(?:\.[a-z]{2})?\.md|step-\d+\.db)$/.test(name);

/**
 * What is kept of a lab that is taken, beside the learner's own cluster: its cluster, its text as it was when it began,
 * the beginnings of its steps, and how far its learner is.
 */
export class LabFolder {
  readonly path: string;
  /** The cluster's file. */
  readonly cluster: string;

  /** @param home the folder of the learner's own cluster */
  constructor(home: string, id: string) {
    this.path = labFolder(home, id);
    this.cluster = clusterIn(this.path);
  }

  /**
   * Makes it anew; what an earlier taking left goes.
   * @param file of the lab's text, perhaps the one that is kept here
   * @throws ClusterFileError
   */
  begin(file: string, language: string): void {
    const texts = [
      [file, textName],
      [translationOf(file, language), translationOf(textName, language)],
    ].flatMap(([from, to]) => (existsSync(from!) ? [{ name: to!, text: readFileSync(from!) }] : []));
    makeFolder(this.path);
    onDisk(this.path, 'written', () => {
      for (const name of readdirSync(this.path)) if (isOfTaking(name)) rmSync(join(this.path, name), { force: true });
      for (const { name, text } of texts) writeFileSync(join(this.path, name), text, { mode: 0o644 });
    });
  }

  /** The lab as it began, in a language as far as it was translated; undefined where there is none. */
  lab(language: string): Lab | undefined {
    const path = this.text;
    if (!existsSync(path)) return undefined;
    const { lab } = readLab(readFileSync(path, 'utf8'));
    return lab && inLanguage({ path, lab }, language);
  }

  /** The file of the lab's text. */
  get text(): string {
    return join(this.path, textName);
  }

  get progress(): Progress | undefined {
    return readProgress(join(this.path, progressName));
  }

  /** @throws ClusterFileError */
  writeProgress(progress: Progress): void {
    writeProgress(join(this.path, progressName), progress);
  }

  /** Keeps the cluster as the beginning of a step. @throws ClusterFileError */
  keepBeginning(step: number): void {
    keepCluster(this.cluster, this.beginningOf(step));
  }

  /** The step was reached. */
  hasBeginning(step: number): boolean {
    return existsSync(this.beginningOf(step));
  }

  /** Puts the cluster back to the beginning of a step. @throws ClusterFileError */
  bringBack(step: number): void {
    bringBack(this.beginningOf(step), this.cluster);
  }

  private beginningOf(step: number): string {
    return join(this.path, `step-${step}.db`);
  }
}
