import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretsIn } from '../../server/secrets.js';
import { signInKeyOf } from './hub-link.command.js';

describe('the key for links', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is never made where no engine has run: nobody would take the link', () => {
    const refusal = /^No engine has run on .* Set DATA_DIR .* --port/;
    const missing = join(folder, 'missing');
    expect(() => signInKeyOf({ DATA_DIR: missing })).toThrow(refusal);
    expect(existsSync(missing)).toBe(false);
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    expect(() => signInKeyOf({ DATA_DIR: empty })).toThrow(refusal);
    expect(readdirSync(empty)).toEqual([]);
  });

  it('is that of the engine', () => {
    const key = secretsIn(folder).signInKey();
    expect(signInKeyOf({ DATA_DIR: folder })).toBe(key);
  });
});
