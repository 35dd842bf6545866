import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
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

  it.each(['quotes.key', 'webhooks.key', 'sign-in.pem'])('notice one bit that has changed in %s', (name) => {
    generateAll();
    const content = readFileSync(fileOf(name));
    // In the last letter of the line of Base64 that has the key, or in a byte of the secret.
    const at = name === 'sign-in.pem' ? content.lastIndexOf('\n-----END') - 2 : 7;
    const changed = Buffer.from(content);
    changed[at] = content[at] === 0x41 ? 0x43 : (content[at] ?? 0) ^ (name === 'sign-in.pem' ? 2 : 1);
    writeFileSync(fileOf(name), changed);
    const start = () => secretsIn(folder);
    expect(start).toThrow(expect.objectContaining({ code: 'key-damaged' }) as Error);
    expect(start).toThrow(`The key in ${fileOf(name)} is damaged: `);
    writeFileSync(fileOf(name), content);
    expect(start).not.toThrow();
  });

  it('keep the fingerprint of a key of an earlier version, and of one that replaces a deleted key', () => {
    generateAll();
    const fingerprint = fileOf('quotes.key.sha256');
    const first = readFileSync(fingerprint, 'utf8');
    rmSync(fingerprint);
    secretsIn(folder);
    expect(readFileSync(fingerprint, 'utf8')).toBe(first);
    rmSync(fileOf('quotes.key'));
    generateAll();
    expect(readFileSync(fingerprint, 'utf8')).not.toBe(first);
  });

  it('name a key that is replaced by a folder', () => {
    generateAll();
    rmSync(fileOf('quotes.key'));
    mkdirSync(fileOf('quotes.key'));
    expect(() => secretsIn(folder)).toThrow(`The key in ${fileOf('quotes.key')} cannot be read`);
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
