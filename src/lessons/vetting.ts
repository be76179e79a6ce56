import { tools } from '../tools/registry';

/** What feeds a tool's standard input, and needs no other program. */
const feeders: ReadonlySet<string> = new Set(['echo', 'printf', 'cat', 'true', 'false']);
/** Signs that mean nothing to a shell; anything else must stand in quotes. */
const plainSign = /[\w@%+=:,./-]/;
const plainName = /^\w[\w.-]*$/;
/** What ends one command and begins the next. */
const separators = ['&&', '||', '|', ';', '\n'];

/** Why a command would not run without a shell of one's own, in words behind "it". */
export type Objection = string;

type Token = { readonly kind: 'word' | 'separator' | 'redirection'; readonly text: string };

/**
 * Looks at a command before anything runs: whether all that it calls are Kafka Lab's own tools (and echo, printf, cat
 * to feed them), and all that it writes are files of the working directory. What is looked at is what runs, because
 * nothing in it is left for the shell to expand.
 * @returns why not
 */
export function objectionTo(command: string): Objection | undefined {
  const tokens = tokensOf(command);
  if (typeof tokens === 'string') return tokens;
  let words: string[] = [];
  for (let at = 0; at <= tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind === 'word') words.push(token.text);
    else if (token?.kind === 'redirection') {
      const target = tokens[++at];
      if (target?.kind !== 'word') return 'redirects to nothing';
      const isFile = token.text !== '<<<';
      if (isFile && target.text !== '/dev/null' && !plainName.test(target.text))
        return `redirects to ${target.text}, which is not a file beside it`;
    } else {
      const objection = words.length === 0 ? undefined : objectionToCall(words);
      if (objection !== undefined) return objection;
      words = [];
    }
  }
  return undefined;
}

function objectionToCall([name = '', ...args]: readonly string[]): Objection | undefined {
  const tool = name.replace(/\.sh$/, '');
  if (feeders.has(name)) {
    const file = name === 'cat' ? args.find((each) => !plainName.test(each)) : undefined;
    return file === undefined ? undefined : `reads ${file}, which is not a file beside it`;
  }
  if (tool !== 'kafka-lab') return Object.hasOwn(tools, tool) ? undefined : `calls ${name}, which is none of its tools`;
  if (args[0] === 'lab') return 'calls kafka-lab lab, which is for people';
  const path = args.find((each) => each.includes('/') || each.includes('..'));
  return path === undefined ? undefined : `gives kafka-lab the path ${path}`;
}

/** Names of the package's commands that stand in a command, wherever. */
export function toolsIn(command: string): readonly string[] {
  const names = [...command.matchAll(/(?<![\w./-])(?:kafka|zookeeper)-[a-z-]+/g)].map(([name]) => name);
  return [...new Set(names.filter((name) => Object.hasOwn(tools, name)))];
}

/** Words, separators and redirections; or why they cannot be told without a shell. */
function tokensOf(command: string): readonly Token[] | Objection {
  const tokens: Token[] = [];
  let word: string | undefined;
  const end = () => {
    if (word !== undefined) tokens.push({ kind: 'word', text: word });
    word = undefined;
  };
  const { text, objection } = withoutHereDocument(command);
  if (objection !== undefined) return objection;
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const [skipped] = (word === undefined ? /^(?:[ \t]+|\\\n|#[^\n]*)/ : /^(?:[ \t]+|\\\n)/).exec(rest) ?? [];
    const [quoted, single, double] = /^(?:'([^']*)'|"([^"$`\\]*)")/.exec(rest) ?? [];
    const [redirection] = /^(?:2>&1|<<<|2?>>?|<)/.exec(rest) ?? [];
    const separator = separators.find((each) => rest.startsWith(each));
    if (skipped !== undefined) {
      end();
      at += skipped.length;
    } else if (quoted !== undefined) {
      word = (word ?? '') + (single ?? double ?? '');
      at += quoted.length;
    } else if (redirection !== undefined && (word === undefined || !redirection.startsWith('2'))) {
      end();
      if (redirection !== '2>&1') tokens.push({ kind: 'redirection', text: redirection });
      at += redirection.length;
    } else if (separator !== undefined) {
      end();
      tokens.push({ kind: 'separator', text: separator });
      at += separator.length;
    } else if (plainSign.test(text[at]!)) {
      // NAME=value before a command would change what it runs with.
      if (text[at] === '=' && word !== undefined && isFirst(tokens)) return `sets ${word} for what it calls`;
      word = (word ?? '') + text[at]!;
      at++;
    } else return `has a ${JSON.stringify(text[at])} for the shell in it`;
  }
  end();
  return tokens;
}

function isFirst(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  return last === undefined || last.kind === 'separator';
}

/** Takes out the text of `<<EOF`, which is no code as long as nothing in it is expanded. */
function withoutHereDocument(command: string): { readonly text: string; readonly objection?: Objection } {
  const match = /<<\s*(?:'(\w+)'|(\w+))([^\n]*)\n([\s\S]*)$/.exec(command);
  if (!match || command.includes('<<<')) return { text: command };
  const [whole, literal, expanded, rest = '', body = ''] = match;
  const lines = body.split('\n');
  const endsAt = lines.indexOf(literal ?? expanded!);
  if (endsAt < 0 || endsAt < lines.length - 1) return { text: '', objection: 'goes on behind its here-document' };
  if (expanded !== undefined && /[$`\\]/.test(body))
    return { text: '', objection: 'has something for the shell to expand' };
  return { text: command.slice(0, command.length - whole.length) + rest };
}
