import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Registers hooks that give each test a new folder, and returns the path of the log in it. */
export const logFiles = (): (() => string) => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  return () => join(folder, 'log.sqlite');
};
