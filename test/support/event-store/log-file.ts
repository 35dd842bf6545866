import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives each test of a suite a path for a log of its own, and removes what is left there. */
export const logFiles = (): (() => string) => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  return () => join(folder, 'log.sqlite');
};
