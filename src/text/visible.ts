/**
 * What acts on a terminal instead of standing on it: controls (C0, DEL, C1), ends of lines and paragraphs, and what
 * turns the direction of text.
 */
const acting = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const actingInJson = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text in which nothing acts on a terminal: it stands there as \n, \x1b or \u202e. */
export function visible(text: string): string {
  return text.replace(acting, (character) => short[character] ?? escaped(character));
}

/** JSON of JSON.stringify, with escapes for what that leaves and would act on a terminal; it means the same. */
export function visibleJson(json: string): string {
  return json.replace(actingInJson, (character) => `\\u${hex(character, 4)}`);
}

const escaped = (character: string) => (character <= '\u00ff' ? `\\x${hex(character, 2)}` : `\\u${hex(character, 4)}`);
const hex = (character: string, digits: number) => character.charCodeAt(0).toString(16).padStart(digits, '0');

/**
 * The colour codes of one process. Texts of users pass through the same lines, so what marks a code of ours is a number
 * that nobody who wrote a record could know.
 */
export class ColourCodes {
  private readonly start: string;

  /** @param mark digits that nobody can guess */
  constructor(mark: string) {
    this.start = `\u001b[${mark};`;
  }

  /** A code such as \x1b[31m with the mark. */
  marked(code: string): string {
    return code.replace('\u001b[', this.start);
  }

  /** A line for the terminal: marked codes work, all else is visible. */
  printed(line: string): string {
    if (!line.includes(this.start)) return visible(line);
    return line
      .split(this.start)
      .map((part, index) => {
        const code = index === 0 ? '' : part.slice(0, part.indexOf('m') + 1);
        return (code === '' ? '' : `\u001b[${code}`) + visible(part.slice(code.length));
      })
      .join('');
  }
}
