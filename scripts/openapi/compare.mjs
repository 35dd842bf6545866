// Compares an OpenAPI document on stdin with the published one, docs/api/openapi.json, or with the file in the first
// argument. Prints each change that may break a client on a line, and exits with 1 if there are any.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { changesBetween } from './changes.mjs';

const published = process.argv[2] ?? join(import.meta.dirname, '../../docs/api/openapi.json');
const { breaking } = changesBetween(JSON.parse(readFileSync(published, 'utf8')), await json(process.stdin));
for (const sentence of breaking) console.log(sentence);
process.exitCode = breaking.length > 0 ? 1 : 0;
