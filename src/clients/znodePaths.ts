/**
 * Why a path is none, in ZooKeeper's words (org.apache.zookeeper.common.PathUtils.validatePath); undefined for a good
 * one.
 */
export function pathProblem(path: string): string | undefined {
  if (path === '') return 'Path length must be > 0';
  if (!path.startsWith('/')) return 'Path must start with / character';
  if (path.length === 1) return undefined;
  if (path.endsWith('/')) return 'Path must not end with / character';
  const reason = firstFault(path);
  return reason && `Invalid path string "${path}" caused by ${reason}`;
}

function firstFault(path: string): string | undefined {
  for (let i = 1; i < path.length; i++) {
    const character = path[i]!;
    const before = path[i - 1];
    const after = path[i + 1];
    const endsName = after === undefined || after === '/';
    if (character === '\0') return `null character not allowed @${i}`;
    if (character === '/' && before === '/') return `empty node name specified @${i}`;
    if (character === '.' && endsName && (before === '/' || (before === '.' && path[i - 2] === '/')))
      return `relative paths not allowed @${i}`;
    if (/[\x01-\x1f\x7f-\x9f\ud800-\uf8ff\ufff0-\uffff]/.test(character)) return `invalid character @${i}`;
  }
  return undefined;
}
