import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Lab } from './lab';
import { readLab } from './readLab';
import { languageOf, translated, translationOf } from './translation';

/** A lab and the file that it was read from. */
export interface ShelvedLab {
  /** Absolute. */
  readonly path: string;
  readonly lab: Lab;
}

/** Folder of the labs that come with a package. */
export function shippedFolder(installedAt: string): string {
  return join(installedAt, 'fixtures', 'labs');
}

/** Whether a file is one of the labs that come with the package: what it runs is known. */
export function isShipped(path: string, installedAt: string): boolean {
  return resolve(path).startsWith(`${shippedFolder(installedAt)}/`);
}

/** Labs of a folder that can be read, by the names of their files; without translations. */
export function labsIn(folder: string): readonly ShelvedLab[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return [...names].sort().flatMap((name) => {
    if (!name.endsWith('.md') || languageOf(name) !== undefined) return [];
    const path = join(resolve(folder), name);
    const { lab } = readLab(readFileSync(path, 'utf8'));
    return lab ? [{ path, lab }] : [];
  });
}

/** The lab that a person means: by its number in the list, its id, or the beginning of its file's name. */
export function findLab(labs: readonly ShelvedLab[], name: string): ShelvedLab | undefined {
  const isNumber = /^\d+$/.test(name);
  return labs.find(({ path, lab }) =>
    isNumber
      ? Number(/^\d+/.exec(basename(path))?.[0]) === Number(name)
      : lab.front.id === name || basename(path, '.md') === name,
  );
}

/** A lab in a language, as far as it was translated; the original where it was not. */
export function inLanguage({ path, lab }: ShelvedLab, language: string): Lab {
  let text: string;
  try {
    text = readFileSync(translationOf(path, language), 'utf8');
  } catch {
    return lab;
  }
  const other = readLab(text).lab;
  return other ? translated(lab, other) : lab;
}
