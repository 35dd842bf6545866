import { createFile, createPrivateFolder } from '@ledgerdesk/files';
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderAt } from './data-folder.js';
import type { Settings } from './settings.js';

/** A generated key is damaged, for example after a power failure. Nothing is signed with what is left of it. */
class KeyDamaged extends Error {
  readonly code = 'key-damaged';
  constructor(file: string, reason: string, loss: string) {
    super(
      `The key in ${file} is damaged: ${reason}. Restore the file from a backup. If there is none, delete it: ` +
        `the next start generates a new key, and ${loss}.`,
    );
  }
}

/** A kind of generated key. */
interface KeyFile {
  readonly name: string;
  readonly generate: () => string | Buffer;
  /** Returns what is wrong with the content of the file; undefined if nothing is. */
  readonly fault: (content: Buffer) => string | undefined;
  /** What a new key means, as the rest of a sentence. */
  readonly loss: string;
}

const SECRET_BYTES = 32;

/** A file system may leave zeros in place of data that a power failure kept from the disk. */
const faultOfSecret = (content: Buffer): string | undefined => {
  if (content.length !== SECRET_BYTES) return `it has ${content.length} bytes instead of ${SECRET_BYTES}`;
  return content.every((byte) => byte === content[0]) ? 'all its bytes are the same' : undefined;
};

const faultOfPrivateKey = (content: Buffer): string | undefined => {
  if (content.length === 0) return 'it is empty';
  try {
    return createPrivateKey(content).asymmetricKeyType === 'ed25519' ? undefined : 'it is no Ed25519 key';
  } catch {
    return 'it is no private key in PEM format';
  }
};

const secretFile = (name: string, loss: string): KeyFile => ({
  name,
  generate: () => randomBytes(SECRET_BYTES),
  fault: faultOfSecret,
  loss,
});

const SIGN_IN: KeyFile = {
  name: 'sign-in.pem',
  generate: () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
  fault: faultOfPrivateKey,
  loss: 'development tokens that the old one signed are no longer valid',
};
const QUOTES = secretFile('quotes.key', 'quotes and uploads that the old one signed are no longer valid');
const WEBHOOKS = secretFile(
  'webhooks.key',
  'webhooks have new secrets: rotate each (POST /v1/webhooks/{webhookId}/secrets) and give it to the receiver',
);

const contentOf = (folder: string, { name, fault, loss }: KeyFile): Buffer => {
  const file = join(folder, name);
  const content = readFileSync(file);
  const reason = fault(content);
  if (reason !== undefined) throw new KeyDamaged(file, reason, loss);
  return content;
};

/**
 * Keys from the settings or from files in the data folder, generated on first use and readable by their owner only.
 * @throws KeyDamaged if a file is empty, too short or not a key
 */
export const secretsIn = (
  dataDir: string,
  { QUOTE_KEY, WEBHOOK_KEY }: Pick<Settings, 'QUOTE_KEY' | 'WEBHOOK_KEY'> = {},
) => {
  const { keys: folder } = dataFolderAt(dataDir);
  createPrivateFolder(folder);
  const inUse = [
    SIGN_IN,
    ...(QUOTE_KEY === undefined ? [QUOTES] : []),
    ...(WEBHOOK_KEY === undefined ? [WEBHOOKS] : []),
  ];
  for (const key of inUse) if (existsSync(join(folder, key.name))) contentOf(folder, key);
  const secret = (key: KeyFile): Buffer => {
    createFile(join(folder, key.name), key.generate);
    return contentOf(folder, key);
  };
  /** The key in a setting (base64), which several engines can share, or else the one in the data folder. */
  const shared = (setting: string | undefined, key: KeyFile): Uint8Array =>
    new Uint8Array(setting === undefined ? secret(key) : Buffer.from(setting, 'base64'));
  return {
    /** PKCS #8 PEM of the Ed25519 key that signs development tokens. */
    signInKey: () => secret(SIGN_IN).toString(),
    /** 32 bytes that sign quotes. */
    quoteKey: () => shared(QUOTE_KEY, QUOTES),
    /** 32 bytes from which webhook secrets are derived. */
    webhookKey: () => shared(WEBHOOK_KEY, WEBHOOKS),
  };
};

export type Secrets = ReturnType<typeof secretsIn>;
