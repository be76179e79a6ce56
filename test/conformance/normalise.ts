/** Ids are random: the n-th one seen in one answer must stand wherever the n-th one stands in the other. */
export class IdNames {
  private readonly names = new Map<string, string>();

  name(id: string): string {
    if (id === 'AAAAAAAAAAAAAAAAAAAAAA') return 'ZERO';
    if (!this.names.has(id)) this.names.set(id, `id${this.names.size + 1}`);
    return this.names.get(id)!;
  }
}

const idText = /(TopicId: |"topic_id":"|"id":"|topicId=)([A-Za-z0-9_-]{22})/g;
const frame = /^\s+at |^Caused by: |^\s+\.\.\. \d+ more|^\s+Suppressed: /;
const usageHead = /^Option\s+Description|^usage: /;
const usageOption = /^\s?(--?[a-zA-Z][\w.-]*)/;
const network = /WARN .*\(org\.apache\.kafka\.clients\.NetworkClient\)$/;

const shapeOf = (line: string) => line.replace(/\d/g, '0');

/** Takes out what can't repeat: times, ids, hash codes, stack frames, runs of a warning, and the wording of usage texts. */
export function normalise(lines: readonly string[], ids: IdNames, exitCode: number | 'timeout'): string[] {
  const out: string[] = [];
  let options: Set<string> | undefined;
  const endUsage = () => {
    if (options) out.push(`<usage> ${[...options].sort().join(' ')}`);
    options = undefined;
  };
  for (let line of lines) {
    if (network.test(line)) {
      if (exitCode === 0 || /metadata response|fetching metadata|disconnected/.test(line)) continue;
      line = line.replace(/node -?\d+ \(([\w.]+)\/127\.0\.0\.1:\d+\)/, 'node N ($1/127.0.0.1:N)');
    }
    line = line
      .replace(/console-consumer-\d+/g, 'console-consumer-N')
      .replace(/correlation id \d+/g, 'correlation id N');
    if (line.startsWith('<usage>')) {
      out.push(`<usage> ${[...new Set(line.slice(7).split(' ').filter(Boolean))].sort().join(' ')}`);
      continue;
    }
    if (usageHead.test(line)) {
      options = new Set();
      continue;
    }
    if (options) {
      const option = usageOption.exec(line);
      if (option) {
        options.add(option[1]!);
        continue;
      }
      if (line.trim() === '' || /^[ \t-]/.test(line)) continue;
      endUsage();
    }
    if (frame.test(line)) continue;
    line = line
      .replace(idText, (_all, before: string, id: string) => before + ids.name(id))
      .replace(/\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\]/g, '[TIME]')
      .replace(/(\[I@|@)[0-9a-f]{6,8}\b/g, '$1HASH')
      .replace(/\b1[6-9]\d{11}\b/g, 'EPOCHMS');
    if (out.at(-1) === line && /WARN|ERROR/.test(line)) continue;
    // Recordings keep two of a warning that differs in numbers alone.
    if (line.includes('WARN') && out.length > 1 && out.slice(-2).every((each) => shapeOf(each) === shapeOf(line)))
      continue;
    out.push(line);
  }
  endUsage();
  return out;
}

const shapeOnly = /kafka-(metadata-quorum|features|log-dirs|dump-log|consumer-groups|transactions)/;

/** Leaves open what is chance in the real cluster: where replicas were placed at random, races, and tables of numbers. */
export function relax(
  lines: readonly string[],
  flags: ReadonlySet<string>,
  command: string,
  atRandom: ReadonlySet<string>,
): string[] {
  let out = [...lines];
  if (flags.has('isr-set'))
    out = out.map((line) =>
      line.replace(/Isr: ([\d,]*)/g, (_all, ids: string) => `Isr: {${ids.split(',').sort().join()}}`),
    );
  out = out.map((line) => {
    const placed = [...atRandom].some((topic) => line.includes(`Topic: ${topic}\t`));
    return placed
      ? line.replace(
          /((?:Leader|Replicas|Isr): )([\d,]+)/g,
          (_all, before: string, ids: string) =>
            before + (before.startsWith('Leader') ? 'one' : `${ids.split(',').length} of them`),
        )
      : line;
  });
  if (command.includes('zookeeper-shell')) {
    out = out
      .filter((line) => !['', 'WATCHER::', 'WatchedEvent state:SyncConnected type:None path:null'].includes(line))
      .map((line) =>
        line.replace(/^([cm]time) = .*/, '$1 = TIME').replace(/(Zxid|Owner) = 0x[0-9a-f]{2,}/g, '$1 = 0xN'),
      );
    if (flags.has('controller-moved')) out = out.map((line) => line.replace(/"brokerid":\d+/g, '"brokerid":N'));
  }
  if (shapeOnly.test(command)) {
    out = out
      .map((line) =>
        line
          .replace(/-?\b\d+\b/g, 'N')
          .replace(/\b[\w-]{22}\b/g, 'ID')
          .replace(/[-\s]+/g, ' ')
          .trim(),
      )
      .sort();
  }
  out = inTopicOrder(
    out.map((line) =>
      line.replace(
        /(for partitions )(.+)$/,
        (_all, before: string, names: string) => before + names.split(', ').sort().join(', '),
      ),
    ),
  );
  return command.includes('election') ? out.sort() : out;
}

/** A description's topics, each header with its partitions, by name. */
function inTopicOrder(lines: readonly string[]): string[] {
  const groups: string[][] = [];
  const loose: string[] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    if (line.startsWith('Topic: ')) groups.push([line]);
    else if (!line.startsWith('\tTopic: ')) loose.push(line);
    else if (group && group[0]!.split('\t')[0] === line.split('\t')[1]) group.push(line);
    else groups.push([line]);
  }
  if (groups.length === 0) return [...lines];
  return [...loose, ...groups.sort((a, b) => (a.join() < b.join() ? -1 : 1)).flat()];
}
