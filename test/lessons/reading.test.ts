import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCheck, parseValue } from '../../src/lessons/checks/check';
import { consoleEntries, consoleText, isIncomplete } from '../../src/lessons/consoleText';
import { drift, translated } from '../../src/lessons/translation';
import { objectionTo } from '../../src/lessons/vetting';
import { readLab } from '../../src/lessons/readLab';
import { markdownLines } from '../../src/text/markdownLines';
import { columnsOf, foldedCommand } from '../../src/text/columns';

const seed = { seed: 7, numRuns: 300 };
const front = '---\nid: tried\ntitle: Tried\nminutes: 1\nprofiles: [4.3-kraft]\n---\n\n';
const plain = (text: string) => text;
const unpainted = { heading: plain, good: plain, warning: plain, bad: plain, faint: plain };

describe('a console block', () => {
  test('is read into commands with their answers', () => {
    const text = "$ one\n$ two \\\n> and on\nan answer\n> another\n$ cat <<EOF\n> a\n> \n> EOF\na\n\n$ say 'a\n> b'\n";
    expect(consoleEntries(text)).toEqual([
      { command: 'one', answer: '' },
      { command: 'two \\\nand on', answer: 'an answer\n> another\n' },
      { command: 'cat <<EOF\na\n\nEOF', answer: 'a\n\n' },
      { command: "say 'a\nb'", answer: '' },
    ]);
  });

  test('is the same text again', () => {
    const line = fc.stringMatching(/^[ -~]{0,20}$/).filter((text) => !text.startsWith('$ ') && !text.startsWith('> '));
    const command = fc.stringMatching(/^[a-z][a-z "'.-]{0,15}$/).filter((text) => !isIncomplete(text));
    const entry = fc.record({
      command,
      answer: fc.array(line).map((lines) => lines.map((each) => `${each}\n`).join('')),
    });
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        expect(consoleEntries(consoleText(entries))).toEqual(entries);
      }),
      seed,
    );
  });
});

describe('whatever stands in a file', () => {
  const piece = fc.constantFrom(
    '## 1. A\n',
    '## After\n',
    '### Question\n',
    '### Hint if x\n',
    '- [ ] a\n- [x] b\n',
    '```console\n$ a\n',
    '```check\nbroker 1 stopped\n```\n',
    '```answer\n',
    '```',
    '~~~',
    '> ```console\n',
    '\t',
    '<!--',
    '| a | b |\n|---|---|\n| 1 | 2 |\n',
    '\u0000\u001b[31m',
  );
  const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))).map((parts) => parts.join('\n'));

  test('it is read or told what is wrong with it', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (body, hasFront) => {
        const whole = (hasFront ? front : '') + body;
        const { lab, problems } = readLab(whole);
        expect(lab !== undefined || problems.length > 0).toBe(true);
        const lines = whole.split('\n').length;
        for (const { line } of problems) expect(line).toBeLessThanOrEqual(lines + 1);
        const groups = lab?.steps.flatMap(({ parts }) => parts) ?? [];
        for (const part of groups)
          if (part.kind === 'console')
            for (const block of part.blocks) expect(whole.slice(block.start, block.end)).not.toContain('\n```\n');
      }),
      seed,
    );
  });

  test('it is shown in lines that fit, but for code and long words', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 20, max: 120 }), (markdown, columns) => {
        for (const line of markdownLines(markdown, columns, unpainted)) expect(line).not.toContain('\n');
      }),
      seed,
    );
    const words = fc.array(fc.stringMatching(/^[a-z가-힣]{1,8}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 120 }), (each, columns) => {
        const lines = markdownLines(each.join(' '), columns, unpainted);
        expect(lines.join(' ')).toBe(each.join(' '));
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
      }),
      seed,
    );
  });

  test('a long command is folded where it can be typed so', () => {
    expect(foldedCommand('kafka-topics --create --topic orders --partitions 3', 32)).toEqual([
      'kafka-topics --create \\',
      '--topic orders --partitions 3',
    ]);
    expect(foldedCommand("echo 'a --b --c --d --e --f --g --h'", 20)).toHaveLength(1);
  });

  test('front matter of any shape is read or refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (yaml) => {
        const { lab, problems } = readLab(`---\n${yaml}\n---\n## 1. A\n`);
        expect(lab === undefined).toBe(problems.length > 0);
      }),
      seed,
    );
  });

  test('a check of any words is read or refused', () => {
    const word = fc.constantFrom(
      'orders-0',
      'orders-*',
      'topic',
      'broker',
      '2',
      'isr',
      'at',
      'least',
      'not',
      'of',
      'some',
      'x',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string())), (words) => {
        for (const read of [parseCheck(words.join(' ')), parseValue(words.join(' '))])
          if ('problem' in read) expect(read.problem).not.toBe('');
          else expect(read.text).toBe(words.join(' ').trim());
      }),
      seed,
    );
  });

  test('nothing that a shell would expand runs without one', () => {
    const part = fc.constantFrom(
      'kafka-topics',
      'echo',
      "'",
      '"',
      '`x`',
      '$(x)',
      '$x',
      ' ',
      ';',
      '|',
      '&',
      '>',
      '~',
      '*',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const command = parts.join('');
        if (objectionTo(command) !== undefined) return;
        const unquoted = command.replace(/'[^']*'/g, '');
        expect(unquoted).not.toMatch(/[$`~*&](?!&)(?<!&&)/);
      }),
      { seed: 7, numRuns: 3000 },
    );
  });
});

describe('a translation', () => {
  const original = `${front}Intro.

## 1. Stop

Text.

\`\`\`console
$ kafka-lab broker stop 1
\`\`\`

\`\`\`check
broker 1 stopped
\`\`\`

### Hint if broker 1 running

It runs.

## 2. Start

More.
`;
  const korean = original
    .replace('Intro.', '소개.')
    .replace('Stop', '멈춤')
    .replace('Text.', '글.')
    .replace('It runs.', '돕니다.');
  const lab = readLab(original).lab!;

  test('is the original with other prose', () => {
    expect(drift(lab, readLab(korean).lab!)).toEqual([]);
    const both = translated(lab, readLab(korean).lab!);
    expect(both.steps[0]).toMatchObject({ title: '멈춤', checks: [{ text: 'broker 1 stopped' }] });
    expect(both.steps[0]!.parts[0]).toEqual({ kind: 'prose', markdown: '글.\n\n' });
    expect(both.steps[0]!.parts[1]).toEqual(lab.steps[0]!.parts[1]);
  });

  test.each([
    ['a command', korean.replace('stop 1', 'stop 2'), /console blocks are not those/],
    ['a check', korean.replace('1 stopped', '2 stopped'), /checks are not those/],
    ['a condition', korean.replace('if broker 1 running', 'if broker 2 running'), /hints are not those/],
    ['a step too few', korean.slice(0, korean.indexOf('## 2.')), /step 2 is missing: "Start"/],
    ['a step too many', `${korean}\n## 3. More\n`, /the original has no step 3/],
    ['its id', korean.replace('id: tried', 'id: other'), /its id is not the original's/],
  ])('has drifted by %s', (_name, text, message) => {
    expect(drift(lab, readLab(text).lab!).map((problem) => problem.message)).toEqual([expect.stringMatching(message)]);
  });

  test('is shown in English where a step is missing', () => {
    const both = translated(lab, readLab(korean.slice(0, korean.indexOf('## 2.'))).lab!);
    expect(both.steps.map(({ title }) => title)).toEqual(['멈춤', 'Start']);
  });
});
