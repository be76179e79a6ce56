import { isTable, tableCells } from './tables';

/**
 * Offsets of the metadata log, as answers of kafka-metadata-quorum tell them, with what is no chance of them: it grows
 * by itself and by each election, but who has all of it, by how much a dead voter lags, and that nothing is known of it
 * (-1) follows from the faults.
 */
export function metadataLog(lines: readonly string[]): string[] {
  const status = /^HighWatermark: +(\d+)$/m.exec(lines.join('\n'))?.[1];
  if (status !== undefined) return lines.map((line) => statusLine(line, Number(status)));
  return isTable(lines) ? replicationTable(lines) : [...lines];
}

/** An offset or lag against the end of the log; 0 and -1 stand for themselves. */
function place(offset: number, end: number): string {
  if (offset <= 0) return String(offset);
  if (offset === end) return 'END';
  return offset === end + 1 ? 'END+1' : 'N';
}

function statusLine(line: string, highWatermark: number): string {
  return (
    line
      .replace(/^((?:HighWatermark|MaxFollowerLag): +)(-?\d+)$/, (_, name: string, offset: string) => {
        return name + place(Number(offset), highWatermark);
      })
      // Elections that no voter won, and how long ago a follower fetched.
      .replace(/^(LeaderEpoch: +)\d+$/, '$1N')
      .replace(/^(MaxFollowerLagTimeMs: +)\d+$/, '$1N')
  );
}

/** The columns of describe --replication, without widths: they follow from the numbers. */
function replicationTable(lines: readonly string[]): string[] {
  const [head, ...rows] = lines.map((line) => tableCells(line).map(([cell]) => cell));
  const end = Math.max(...rows.map((row) => Number(row[head!.indexOf('LogEndOffset')])));
  const masked = (cell: string, name: string): string => {
    // A broker catches up within a fetch or has just started, so that its offset is behind and its lag is not 0.
    if (name === 'LogEndOffset' || name === 'Lag') return place(Number(cell), end);
    return name.endsWith('Timestamp') ? cell.replace(/^\d+ ms ago$/, 'N ms ago') : cell;
  };
  return [head!, ...rows.map((row) => row.map((cell, column) => masked(cell, head![column]!)))].map((row) =>
    row.join('\t'),
  );
}

/** Observers stand in the order of a Java map by id and directory id, which is drawn: here by id. */
export function observers(lines: readonly string[]): string[] {
  const rows = lines.filter((line) => /\tObserver *\t$/.test(line)).sort();
  return lines.map((line) => {
    if (/\tObserver *\t$/.test(line)) return rows.shift()!;
    const list = /^(CurrentObservers: +\[)(.*)(\])$/.exec(line);
    if (list === null) return line;
    const each = list[2]!.match(/\{[^}]*\}|[^,\s]+/g) ?? [];
    return list[1] + each.sort().join(', ') + list[3];
  });
}
