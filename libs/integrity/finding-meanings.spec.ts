import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FINDING_MEANINGS } from './finding-meanings.js';

const page = readFileSync(join(__dirname, '../../docs/doctor.md'), 'utf8');

describe('the codes of findings', () => {
  it('are listed with their meanings in docs/doctor.md, in alphabetical order', () => {
    const listed = [...page.matchAll(/^\| `([a-z-]+)` \| (.*) \|$/gm)].map(([, code, meaning]) => [code, meaning]);
    expect(listed).toEqual(Object.entries(FINDING_MEANINGS));
    expect(Object.keys(FINDING_MEANINGS)).toEqual(Object.keys(FINDING_MEANINGS).sort());
  });
});
