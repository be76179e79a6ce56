#!/usr/bin/env node
'use strict';
// Starts dist/main.cjs with V8's code cache beside it, which halves what loading costs beyond bare Node. A cache of another Node
// version is refused by V8 and made anew; where it cannot be written, the commands work as well, only a few milliseconds later.
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const filename = join(dirname(__dirname), 'dist', 'main.cjs');
const cacheFile = `${filename}.cache`;

function readCache() {
  try {
    return readFileSync(cacheFile);
  } catch {
    return undefined;
  }
}

const cachedData = readCache();
const script = new Script(wrap(readFileSync(filename, 'latin1')), { filename, cachedData });
const program = { exports: {} };
script.runInThisContext()(program.exports, createRequire(filename), program, filename, dirname(filename));

if (cachedData === undefined || script.cachedDataRejected) {
  try {
    const draft = `${cacheFile}.${process.pid}`;
    writeFileSync(draft, script.createCachedData());
    renameSync(draft, cacheFile);
  } catch {
    // a read-only installation
  }
}
program.exports.main();
