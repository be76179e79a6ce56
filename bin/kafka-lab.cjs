#!/usr/bin/env node
'use strict';
// Starts the bundle for the name it is called by, with V8's code cache of that name's last first run: compiled code is half of what a
// command costs beyond bare Node. A cache of another Node version is refused by V8 and made anew; where it cannot be written, commands
// work as well, only some milliseconds later.
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { basename, dirname, join } = require('node:path');
const { Script } = require('node:vm');

const name = basename(process.argv[1]).replace(/\.(?:cjs|sh)$/, '');
const folder = join(dirname(__dirname), 'dist');
const filename = join(folder, name === 'kafka-lab' ? 'lab.cjs' : 'tools.cjs');
const cacheFile = join(folder, 'cache', name);

function readCache() {
  try {
    return readFileSync(cacheFile);
  } catch {
    return undefined;
  }
}

const cachedData = readCache();
const script = new Script(wrap(readFileSync(filename, 'latin1')), { filename, cachedData });
if (cachedData === undefined || script.cachedDataRejected) {
  // At the end, when all that this command needs has been compiled.
  process.on('exit', () => {
    try {
      mkdirSync(dirname(cacheFile), { recursive: true });
      const draft = `${cacheFile}.${process.pid}`;
      writeFileSync(draft, script.createCachedData());
      renameSync(draft, cacheFile);
    } catch {
      // a read-only installation
    }
  });
}
const program = { exports: {} };
script.runInThisContext()(program.exports, createRequire(filename), program, filename, folder);
program.exports.main();
