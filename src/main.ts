import { basename } from 'node:path';
import { placeHere, runCommand } from './commands';
import { processStreams } from './runtime/streams';

/** The process's entry: the name it was called by says which tool answers. */
export function main(): void {
  const name = basename(process.argv[1] ?? '').replace(/\.(?:c?js|sh)$/, '');
  const argv = process.argv.slice(2);
  const { output } = processStreams;
  runCommand(name, argv, placeHere, processStreams).then((exitCode) => {
    const trouble = output.finish();
    if (trouble !== undefined) {
      const stands = exitCode === 0 ? '. What the command changed stands' : '';
      output.tell(`kafka-lab: standard output cannot be written (${trouble}): some of its text is lost${stands}`);
      output.flush();
    }
    process.exit(trouble === undefined || exitCode !== 0 ? exitCode : 1);
  });
}
