import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTimeOf } from './start-time.js';

describe('the time that a process takes to be ready', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is not waited for when the process has ended, and the error names its exit code', async () => {
    const script = join(folder, 'broken.cjs');
    writeFileSync(script, 'process.exit(3);');
    await expect(startTimeOf(script, folder)).rejects.toThrow(`${script} ended with 3 before it was ready.`);
  });
});
