import type { ColourCodes } from './visible';

/** Colours by meaning, not by hue. Each gives its text back unchanged where colour is off. */
export interface Paint {
  readonly heading: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly faint: (text: string) => string;
}

/**
 * Loads chalk, which only commands that print for people need.
 * @param codes whose codes these are; undefined where colour is off
 */
export async function loadPaint(codes: ColourCodes | undefined): Promise<Paint> {
  if (!codes) return { heading: plain, good: plain, warning: plain, bad: plain, faint: plain };
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  const style = (sample: string) => {
    const [open = '', close = ''] = sample.split('x').map((code) => codes.marked(code));
    return (text: string) => open + text + close;
  };
  return {
    heading: style(chalk.bold('x')),
    good: style(chalk.green('x')),
    warning: style(chalk.yellow('x')),
    bad: style(chalk.red('x')),
    faint: style(chalk.dim('x')),
  };
}

const plain = (text: string) => text;
