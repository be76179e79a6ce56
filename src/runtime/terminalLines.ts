import { createInterface } from 'node:readline';

/** Lines said so far, for the arrow keys. */
let history: string[] = [];

/** Shows the prompt and reads a line from the terminal; undefined at the end of input. */
export function readTerminalLine(prompt: string): Promise<string | undefined> {
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    history: [...history],
    historySize: 1000,
  });
  lines.on('history', (kept: string[]) => (history = [...kept]));
  return new Promise((resolve) => {
    lines.once('close', () => resolve(undefined));
    lines.question(prompt, (line) => {
      resolve(line);
      lines.close();
    });
  });
}

/** Waits for a key on the terminal. */
export function readTerminalKey(): Promise<'on' | 'end'> {
  const { stdin } = process;
  stdin.setRawMode(true);
  return new Promise((resolve) => {
    stdin.once('data', (bytes: Buffer) => {
      stdin.setRawMode(false);
      stdin.pause();
      resolve(/^(?:q|\u001b|\u0003|\u0004)$/.test(bytes.toString()) ? 'end' : 'on');
    });
    stdin.resume();
  });
}
