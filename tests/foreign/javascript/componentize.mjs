// node componentize.mjs APP WIT WORLD OUTPUT, with the packages of package.json beside it.

import { readFile, writeFile } from 'node:fs/promises';
import { componentize } from '@bytecodealliance/componentize-js';

const [app, witPath, worldName, output] = process.argv.slice(2);
const { component } = await componentize(await readFile(app, 'utf8'), {
  witPath,
  worldName,
  // The sandbox has no wasi:http, with which every component would come otherwise.
  disableFeatures: ['http', 'fetch-event'],
});
await writeFile(output, component);
