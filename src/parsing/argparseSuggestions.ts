/** Cost of turning one word into another, as ArgumentParserImpl weighs it: swap 0, replace 2, add 1, remove 4. */
function distance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const isSame = from[i - 1] === to[j - 1];
      const isSwapped = i >= 2 && j >= 2 && !isSame && from[i - 2] === to[j - 1] && from[i - 1] === to[j - 2];
      row[j] = Math.min(
        last[j - 1]! + (isSame ? 0 : 2),
        isSwapped ? beforeLast[j - 2]! : Infinity,
        last[j]! + 4,
        row[j - 1]! + 1,
      );
    }
    [beforeLast, last] = [last, row];
  }
  return last[to.length]!;
}

/**
 * The words that someone who wrote `word` may have meant, sorted; none when they are all too far
 * (ArgumentParserImpl.printCandidates).
 */
export function suggestions(
  word: string,
  known: readonly string[],
  bodyOf: (subject: string) => string,
): readonly string[] {
  const ranked = known.map((subject) => ({
    subject,
    cost: bodyOf(subject).startsWith(word) ? 0 : distance(word, bodyOf(subject)),
  }));
  const best = Math.min(...ranked.map(({ cost }) => cost));
  return best >= 7
    ? []
    : ranked
        .filter(({ cost }) => cost === best)
        .map(({ subject }) => subject)
        .sort();
}
