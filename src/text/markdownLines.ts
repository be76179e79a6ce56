import { lexer, type Token, type Tokens } from 'marked';
import { columnsOf, wrapped } from './columns';
import type { Paint } from './paint';
import { withoutTabs } from './tabs';

/**
 * Markdown as lines for a terminal, with a blank line between its parts.
 * @param columns the most that a line of prose takes; code is not broken
 */
export function markdownLines(markdown: string, columns: number, paint: Paint): readonly string[] {
  const lines: string[] = [];
  for (const token of lexer(markdown)) {
    const shown = blockLines(token, columns, paint);
    if (shown.length === 0) continue;
    if (lines.length > 0) lines.push('');
    lines.push(...shown);
  }
  return lines;
}

function blockLines(token: Token, columns: number, paint: Paint): readonly string[] {
  switch (token.type) {
    case 'heading':
      return wrapped(inlineText(token.tokens ?? [], paint), columns).map((line) => paint.heading(line));
    case 'code':
      return (token as Tokens.Code).text.split('\n').map((line) => `    ${withoutTabs(line)}`);
    case 'list':
      return listLines(token as Tokens.List, columns, paint);
    case 'blockquote':
      return markdownLines((token as Tokens.Blockquote).text, columns - 2, paint).map((line) => `| ${line}`);
    case 'table':
      return tableLines(token as Tokens.Table, paint);
    case 'hr':
      return ['-'.repeat(Math.min(columns, 20))];
    case 'space':
    case 'def':
    case 'html':
      return [];
    default:
      return wrapped(inlineText('tokens' in token && token.tokens ? token.tokens : [token], paint), columns);
  }
}

function listLines({ items, ordered, start }: Tokens.List, columns: number, paint: Paint): readonly string[] {
  return items.flatMap((item, index) => {
    const bullet = ordered ? `${Number(start || 1) + index}. ` : '- ';
    const inner = item.tokens.flatMap((token) => blockLines(token, columns - bullet.length, paint));
    return inner.map((line, at) => (at === 0 ? bullet : ' '.repeat(bullet.length)) + line);
  });
}

function tableLines({ header, rows }: Tokens.Table, paint: Paint): readonly string[] {
  const cells = [header, ...rows].map((row) => row.map(({ tokens }) => inlineText(tokens, paint)));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => columnsOf(row[column] ?? ''))));
  return cells.map((row, index) => {
    const line = row.map((cell, column) => cell + ' '.repeat(widths[column]! - columnsOf(cell))).join('  ');
    return index === 0 ? paint.heading(line.trimEnd()) : line.trimEnd();
  });
}

/** Text of a line; ends of lines in it are blanks. */
function inlineText(tokens: readonly Token[], paint: Paint): string {
  return tokens
    .map((token) => inline(token, paint))
    .join('')
    .replaceAll('\n', ' ');
}

function inline(token: Token, paint: Paint): string {
  switch (token.type) {
    case 'strong':
      return paint.heading(inlineText(token.tokens ?? [], paint));
    case 'codespan':
      return paint.good(paint.good('') === '' ? `\`${token.text}\`` : token.text);
    case 'link':
      return linkText(token as Tokens.Link, paint);
    case 'br':
      return ' ';
    case 'html':
      return '';
    default:
      return 'tokens' in token && token.tokens ? inlineText(token.tokens, paint) : plainText(token);
  }
}

function linkText({ tokens, href, text }: Tokens.Link, paint: Paint): string {
  const shown = inlineText(tokens, paint);
  return text === href ? shown : `${shown} (${href})`;
}

/** Marked leaves the character references of HTML as they are; escapes are undone. */
function plainText(token: Token): string {
  const text = 'text' in token ? String(token.text) : token.raw;
  return text.replace(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => references[name]!);
}

const references: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };
