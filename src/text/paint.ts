/** Colours by meaning, not by hue. Each gives its text back unchanged where colour is off. */
export interface Paint {
  readonly heading: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** Loads chalk, which only commands that print for people need. */
export async function loadPaint(hasColour: boolean): Promise<Paint> {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: hasColour ? 1 : 0 });
  return {
    heading: (text) => chalk.bold(text),
    good: (text) => chalk.green(text),
    warning: (text) => chalk.yellow(text),
    bad: (text) => chalk.red(text),
    faint: (text) => chalk.dim(text),
  };
}
