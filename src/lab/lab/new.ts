import { writeFileSync } from 'node:fs';
import { templateOf } from '../../lessons/template';
import { LabRefusal, type LabContext } from '../context';

/**
 * `kafka-lab lab new`: the file of a lab to begin with, in the working directory.
 * @throws LabRefusal where it cannot be written, or something is there
 */
export function makeNew(context: LabContext, name: string): void {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))
    throw new LabRefusal(`${name} cannot be the name of a lab: it takes small letters, digits and -`);
  const file = `${name}.md`;
  try {
    writeFileSync(file, templateOf(name), { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new LabRefusal(
      code === 'EEXIST' ? `There is a file ${file} already` : `${file} cannot be written: ${message}`,
    );
  }
  context.out(`Wrote ${file}. Change it, then look whether it does what it says: kafka-lab lab lint ${file} --yes`);
}
