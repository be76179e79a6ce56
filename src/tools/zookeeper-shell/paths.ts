import { pathProblem } from '../../clients/znodePaths';
import { ShellFailure } from './failures';
import type { Shell } from './command';

/** @throws ShellFailure for what is no path */
export function validPath(path: string): string {
  const problem = pathProblem(path);
  if (problem !== undefined) throw new ShellFailure(problem);
  return path;
}

/** The path and all below it, level by level (ZKUtil.listSubTreeBFS). */
export function subtree(shell: Shell, path: string): string[] {
  const tree = [path];
  for (const each of tree)
    for (const child of shell.zooKeeper(each).read(each)?.children ?? []) tree.push(below(each, child));
  return tree;
}

/** The path of a child; the root has no slash behind it. */
export function below(path: string, child: string): string {
  return path === '/' ? `/${child}` : `${path}/${child}`;
}
