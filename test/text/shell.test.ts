import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellText } from '../../src/text/shell';

/** Words as bash has them after it has read each of the texts. */
function readByBash(texts: readonly string[]): string[][] {
  const script = texts.map((text) => String.raw`printf '%s\0' ${text}; printf '\1\0'`).join('\n');
  const printed = execFileSync('bash', ['-c', script], { encoding: 'utf8' });
  return printed
    .split('\u0001\0')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1));
}

describe('a command as it was typed', () => {
  it('stands there in the fewest quotes', () => {
    expect(shellText(['kafka-topics', '--create', '--topic', 'a_b.c-d', '--config', 'retention.ms=1'])).toBe(
      'kafka-topics --create --topic a_b.c-d --config retention.ms=1',
    );
    expect(shellText(['say', 'two words', '', "it's", '$HOME', '*'])).toBe(
      String.raw`say 'two words' '' 'it'\''s' '$HOME' '*'`,
    );
    expect(shellText(['say', 'one\ntwo\tend\u001b', '\\n\n'])).toBe(
      String.raw`say $'one\012two\011end\033' $'\\n\012'`,
    );
  });

  it('is one line, and the same words again when it is pasted', () => {
    const word = fc.string({ unit: 'grapheme' }).filter((text) => !/[\0\u0001]/.test(text));
    const commands = fc.sample(fc.array(word, { minLength: 1 }), { numRuns: 500, seed: 7 });
    const odd = [['\n', '\t', '\r\n', '\\', "'", '"', '`', '!', '#', '~', '', '-n', 'ü', '日本', '\u007f']];
    const texts = [...commands, ...odd].map((words) => shellText(words));
    expect(texts.filter((text) => /[\n\r]/.test(text))).toEqual([]);
    expect(readByBash(texts)).toEqual([...commands, ...odd]);
  });
});
