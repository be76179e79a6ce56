/** Java's stack frames and what belongs to them; a recording leaves them out. */
export const stackFrame = /^\s+at |^Caused by: |^\s+\.\.\. \d+ more|^\s+Suppressed: /;

const usageHead = /^Option\s+Description|^usage: /;
const usageOption = /^\s?(--?[a-zA-Z][\w.-]*)/;
const isUsageBody = (line: string) => line.trim() === '' || /^[ \t-]/.test(line);

/** A line without what differs between two warnings of one cause: the time and the request's number. */
const warningShape = (line: string) => line.replace(/^\[[^\]]*\]/, '').replace(/correlation id \d+/, 'N');

/**
 * One stream of an answer as a recording keeps it: without stack frames, a usage text as `<usage>` with the names of
 * its options (its sentences are the release's own), and of one warning said again and again the first two.
 */
export function condense(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (const line of withoutUsageTexts(lines).filter((each) => !stackFrame.test(each))) {
    const before = kept.slice(-2);
    const isRepeated =
      before.length === 2 && line.includes('WARN') && before.every((each) => warningShape(each) === warningShape(line));
    if (!isRepeated) kept.push(line);
  }
  return kept;
}

function withoutUsageTexts(lines: readonly string[]): string[] {
  const out: string[] = [];
  let options: string[] | undefined;
  const end = () => {
    if (options !== undefined) out.push(`<usage> ${options.join(' ')}`);
    options = undefined;
  };
  for (const line of lines) {
    const option = options && usageOption.exec(line)?.[1];
    if (usageHead.test(line)) {
      end();
      options = [];
    } else if (option !== undefined) options?.push(option);
    else if (options === undefined || !isUsageBody(line)) {
      end();
      out.push(line);
    }
  }
  end();
  return out;
}
