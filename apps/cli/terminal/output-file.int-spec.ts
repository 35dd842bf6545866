import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireOutputFile } from './output-file.js';

describe('the file that a command will write', () => {
  let folder: string;
  let input: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-output-'));
    input = join(folder, 'log.csv');
    writeFileSync(input, 'a,b\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** The error for a file, undefined for none. */
  const refusalOf = (file: string): unknown => {
    try {
      requireOutputFile(file, [join(folder, 'missing.json'), input]);
      return undefined;
    } catch (error) {
      return error;
    }
  };

  it('may be new, exist, or be a device', () => {
    const existing = join(folder, 'report.json');
    writeFileSync(existing, '{}');
    for (const file of [existing, join(folder, 'new.json'), '/dev/null']) expect(refusalOf(file)).toBeUndefined();
    expect(readFileSync(existing, 'utf8')).toBe('{}');
  });

  it('is none of the files that the command reads, by whatever name', () => {
    const [symbolic, hard] = [join(folder, 'symbolic'), join(folder, 'hard')];
    symlinkSync(input, symbolic);
    linkSync(input, hard);
    for (const file of [input, `${folder}/../${folder.split('/').at(-1)}/log.csv`, symbolic, hard])
      expect(refusalOf(file)).toMatchObject({ code: 'invalid-output' });
  });

  it('is no folder, and has a name', () => {
    mkdirSync(join(folder, 'reports'));
    for (const file of [join(folder, 'reports'), '']) expect(refusalOf(file)).toMatchObject({ code: 'invalid-output' });
  });

  it('is in a folder that exists', () => {
    for (const file of [join(folder, 'missing', 'report.json'), join(input, 'report.json')])
      expect(refusalOf(file)).toMatchObject({ code: 'output-failed' });
  });
});
