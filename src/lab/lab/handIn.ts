import { writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { commandsBehind, handInKind, type HandIn } from '../../lessons/handIn';
import { printEnvelope } from '../../text/envelope';
import { LabRefusal, type LabContext } from '../context';
import { requireTaken } from './take';

interface HandInOptions {
  readonly name?: string;
  readonly out?: string;
}

/**
 * `kafka-lab lab hand-in`: writes how far a learner is, what the checks gave, and which commands he gave.
 * @throws LabRefusal where no lab was begun, or the file cannot be written
 */
export function handIn(
  context: LabContext,
  id: string | undefined,
  { name = accountName(), out }: HandInOptions,
): void {
  const taken = requireTaken(context, id);
  const data: HandIn = { name, progress: taken.progress, commands: taken.read(commandsBehind) };
  const file = out ?? `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}-${taken.progress.id}.json`;
  const lines: string[] = [];
  printEnvelope((line) => lines.push(line), handInKind, data);
  try {
    writeFileSync(file, `${lines.join('\n')}\n`);
  } catch (error) {
    throw new LabRefusal(`${file} cannot be written: ${(error as Error).message}`);
  }
  context.out(`Wrote ${file}. It holds your progress, what the checks gave, and your commands: hand it in.`);
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'learner';
  }
}
