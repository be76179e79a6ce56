// node test/oracle/run.mjs FILE.ts [ARGUMENT...]: runs a file of this folder, its TypeScript taken off by esbuild as it
// is loaded.
import { register } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

register('./typescript.mjs', import.meta.url);
process.argv.splice(1, 1);
await import(pathToFileURL(resolve(import.meta.dirname, process.argv[1])).href);
