import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './settings.js';

/** Creates a file atomically unless it exists. Safe if several processes start at once. */
const createOnce = (file: string, content: () => string | Buffer): void => {
  if (existsSync(file)) return;
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, content(), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    unlinkSync(draft);
  }
};

/** Keys from the settings or from files in the data folder, created on first use and readable by their owner only. */
export const secretsIn = (
  dataDir: string,
  { QUOTE_KEY, WEBHOOK_KEY }: Pick<Settings, 'QUOTE_KEY' | 'WEBHOOK_KEY'> = {},
) => {
  const folder = join(dataDir, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secret = (name: string, content: () => string | Buffer): Buffer => {
    createOnce(join(folder, name), content);
    return readFileSync(join(folder, name));
  };
  /** The key in a setting (base64), which several engines can share, or else the one in the data folder. */
  const shared = (setting: string | undefined, name: string): Uint8Array =>
    new Uint8Array(setting === undefined ? secret(name, () => randomBytes(32)) : Buffer.from(setting, 'base64'));
  return {
    /** PKCS #8 PEM of the Ed25519 key that signs development tokens. */
    signInKey: () =>
      secret('sign-in.pem', () =>
        generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
      ).toString(),
    /** 32 bytes that sign quotes. */
    quoteKey: () => shared(QUOTE_KEY, 'quotes.key'),
    /** 32 bytes from which webhook secrets are derived. */
    webhookKey: () => shared(WEBHOOK_KEY, 'webhooks.key'),
  };
};

export type Secrets = ReturnType<typeof secretsIn>;
