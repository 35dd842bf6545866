import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretsIn } from './secrets.js';

describe('keys in the data folder', () => {
  let folder: string;
  const fileOf = (name: string): string => join(folder, 'keys', name);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are generated once, and readable by their owner only', () => {
    const keys = [secretsIn(folder), secretsIn(folder)].map((secrets) => [
      secrets.signInKey(),
      Buffer.from(secrets.quoteKey()).toString('hex'),
      Buffer.from(secrets.webhookKey()).toString('hex'),
    ]);
    expect(keys[0]).toEqual(keys[1]);
    expect(keys[0]?.[1]).toHaveLength(64);
    for (const name of ['sign-in.pem', 'quotes.key', 'webhooks.key'])
      expect((statSync(fileOf(name)).mode & 0o777).toString(8)).toBe('600');
    expect((statSync(join(folder, 'keys')).mode & 0o777).toString(8)).toBe('700');
  });

  const generateAll = (): void => {
    const secrets = secretsIn(folder);
    for (const generate of [secrets.signInKey, secrets.quoteKey, secrets.webhookKey]) generate();
  };

  it.each([
    ['quotes.key', 'empty', (file: string) => truncateSync(file), 'it has 0 bytes instead of 32', /quotes and uploads/],
    ['quotes.key', 'short', (file: string) => truncateSync(file, 31), 'it has 31 bytes instead of 32', /quotes and/],
    ['webhooks.key', 'short', (file: string) => truncateSync(file, 1), 'it has 1 bytes instead of 32', /webhooks have/],
    [
      'webhooks.key',
      'full of zeros',
      (file: string) => writeFileSync(file, Buffer.alloc(32)),
      'all its bytes are the same',
      /webhooks have/,
    ],
    ['sign-in.pem', 'empty', (file: string) => truncateSync(file), 'it is empty', /development tokens/],
    ['sign-in.pem', 'short', (file: string) => truncateSync(file, 60), 'it is no private key in PEM format', /tokens/],
  ])('refuse to be used when %s is %s, and say how to continue', (name, _state, spoil, reason, loss) => {
    generateAll();
    spoil(fileOf(name));
    const start = () => secretsIn(folder);
    expect(start).toThrow(expect.objectContaining({ code: 'key-damaged' }) as Error);
    expect(start).toThrow(`The key in ${fileOf(name)} is damaged: ${reason}. Restore the file from a backup.`);
    expect(start).toThrow(loss);
    rmSync(fileOf(name));
    generateAll();
    expect(readFileSync(fileOf(name)).length).toBeGreaterThan(31);
  });

  it('are not used, and may be damaged, where a setting replaces them', () => {
    generateAll();
    for (const name of ['quotes.key', 'webhooks.key']) truncateSync(fileOf(name));
    const key = Buffer.alloc(32, 'abc');
    const settings = { QUOTE_KEY: key.toString('base64'), WEBHOOK_KEY: key.toString('base64') };
    const secrets = secretsIn(folder, settings);
    expect([secrets.quoteKey(), secrets.webhookKey()].map((used) => Buffer.from(used).equals(key))).toEqual([
      true,
      true,
    ]);
  });
});
