import { Option } from 'commander';

export interface FormatOption {
  readonly format: 'text' | 'json';
}

/** `--format`, which every reading command takes. */
export function formatOption(): Option {
  return new Option('--format <format>', 'text for people, json for scripts').choices(['text', 'json']).default('text');
}

/** Help that ends with an example. */
export function example(...lines: readonly string[]): string {
  return `\n${lines.length > 1 ? 'Examples' : 'Example'}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
