import { createFile, createPrivateFolder, namingDiskFault, requireAccess } from '@ledgerdesk/files';
import { errorCodeOf, messageOf } from '@ledgerdesk/kernel';
import { createHash, createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderAt } from './data-folder.js';
import { faultOfMasterKeys, MASTER_KEY_NAME } from './master-key.js';
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

/** A key file is not a regular file, or this process may not read it. */
class KeyUnreadable extends Error {
  readonly code = 'key-unreadable';
  constructor(file: string, cause: unknown) {
    super(
      `The key in ${file} cannot be read (${messageOf(cause)}). Check that it is a file, and that the user of this ` +
        'process may read it; otherwise restore it from a backup.',
      { cause },
    );
  }
}

/** The master key is missing, but keys that it wraps exist. No other one takes its place. */
class MasterKeyLost extends Error {
  readonly code = 'master-key-lost';
  constructor(file: string, subjectKeys: string) {
    super(
      `The master key in ${file} is missing, and the keys of personal data in ${subjectKeys} are useless without it. ` +
        'Restore the file from a backup, or set MASTER_KEY or MASTER_KEY_FILE.',
    );
  }
}

/** Keys that settings can hold, so that several engines share them. */
type SharedKey = 'QUOTE_KEY' | 'WEBHOOK_KEY' | 'MASTER_KEY' | 'LEDGER_KEY' | 'SESSION_KEY';

/** A kind of generated key. */
interface KeyFile {
  readonly name: string;
  readonly setting?: SharedKey;
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

const secretFile = (name: string, setting: SharedKey, loss: string): KeyFile => ({
  name,
  setting,
  generate: () => randomBytes(SECRET_BYTES),
  fault: faultOfSecret,
  loss,
});

/** File of the key that signs development tokens and links. */
export const SIGN_IN_KEY_NAME = 'sign-in.pem';

const SIGN_IN: KeyFile = {
  name: SIGN_IN_KEY_NAME,
  generate: () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
  fault: faultOfPrivateKey,
  loss: 'development tokens that the old one signed are no longer valid',
};
const QUOTES = secretFile('quotes.key', 'QUOTE_KEY', 'quotes and uploads that the old one signed are no longer valid');
const WEBHOOKS = secretFile(
  'webhooks.key',
  'WEBHOOK_KEY',
  'webhooks have new secrets: rotate each (POST /v1/webhooks/{webhookId}/secrets) and give it to the receiver',
);

const SESSIONS = secretFile('sessions.key', 'SESSION_KEY', 'everybody who is signed in to the hub signs in again');

/** In base64, one key a line, so that a rotation can add one. */
const MASTER: KeyFile = {
  name: MASTER_KEY_NAME,
  setting: 'MASTER_KEY',
  generate: () => `${randomBytes(SECRET_BYTES).toString('base64')}\n`,
  fault: (content) => faultOfMasterKeys(content.toString()),
  loss: 'all personal data that was sealed under the old one is lost',
};
const LEDGER = secretFile(
  'ledger.key',
  'LEDGER_KEY',
  'checkpoints are no longer signed: the log refuses a key that the one before does not announce',
);

const NOT_READABLE = /^(?:EACCES|EPERM|EISDIR|ENOTDIR|ELOOP)$/;

const read = (file: string): Buffer => {
  try {
    return readFileSync(file);
  } catch (error) {
    if (NOT_READABLE.test(errorCodeOf(error) ?? '')) throw new KeyUnreadable(file, error);
    throw namingDiskFault(file, error);
  }
};

/** The file with the SHA-256 of a key. A key with a changed bit is still valid, so only its hash reveals the damage. */
const fingerprintFileOf = (file: string): string => `${file}.sha256`;
const fingerprintOf = (content: Buffer): string => `${createHash('sha256').update(content).digest('hex')}\n`;

const isChanged = (file: string, content: Buffer): boolean => {
  const fingerprint = fingerprintFileOf(file);
  return existsSync(fingerprint) && read(fingerprint).toString() !== fingerprintOf(content);
};

const contentOf = (folder: string, { name, fault, loss }: KeyFile): Buffer => {
  const file = join(folder, name);
  const content = read(file);
  const changed = `its SHA-256 is not that in ${fingerprintFileOf(file)}, which you delete if you replaced the key`;
  const reason = fault(content) ?? (isChanged(file, content) ? changed : undefined);
  if (reason !== undefined) throw new KeyDamaged(file, reason, loss);
  return content;
};

/** Reads a key that exists, and keeps its fingerprint. */
const checked = (folder: string, key: KeyFile): Buffer => {
  const content = contentOf(folder, key);
  createFile(fingerprintFileOf(join(folder, key.name)), () => fingerprintOf(content));
  return content;
};

/** Every kind of generated key. */
const KEY_FILES: readonly KeyFile[] = [SIGN_IN, QUOTES, WEBHOOKS, SESSIONS, MASTER, LEDGER];

/** A generated key in a data folder. */
export interface GeneratedKey {
  /** Name of the file in the folder of keys. */
  readonly name: string;
  /** Path of the file. */
  readonly file: string;
  /** What it means if another key takes its place, as the rest of a sentence. */
  readonly loss: string;
  /** The setting that can hold the key instead, in base64. */
  readonly setting?: SharedKey;
  /** @throws KeyDamaged if the file is empty, too short or not a key. */
  readonly read: () => Buffer;
}

/** Lists the generated keys in a data folder, without reading them. */
export const generatedKeysIn = (dataDir: string): readonly GeneratedKey[] => {
  const { keys: folder } = dataFolderAt(dataDir);
  return KEY_FILES.map((key) => ({ ...key, file: join(folder, key.name), read: () => contentOf(folder, key) })).filter(
    ({ file }) => existsSync(file),
  );
};

/**
 * Keys from the settings or from files in the data folder, generated on first use and readable by their owner only.
 * @throws KeyDamaged if a file is empty, too short, not a key or not the one that was generated
 * @throws KeyUnreadable if it cannot be read
 * @throws FileInaccessible if the folder cannot be
 */
export const secretsIn = (
  dataDir: string,
  {
    QUOTE_KEY,
    WEBHOOK_KEY,
    SESSION_KEY,
    LEDGER_KEY,
    MASTER_KEY,
    MASTER_KEY_FILE,
  }: Pick<Settings, SharedKey | 'MASTER_KEY_FILE'> = {},
) => {
  const { keys: folder, subjectKeys } = dataFolderAt(dataDir);
  createPrivateFolder(folder);
  // Otherwise, keys that exist would seem to be missing.
  requireAccess(folder, 'read folder');
  const settings = { QUOTE_KEY, WEBHOOK_KEY, SESSION_KEY, LEDGER_KEY, MASTER_KEY: MASTER_KEY ?? MASTER_KEY_FILE };
  const inUse = KEY_FILES.filter(({ setting }) => setting === undefined || settings[setting] === undefined);
  for (const key of inUse) if (existsSync(join(folder, key.name))) checked(folder, key);
  const secret = (key: KeyFile): Buffer => {
    const file = join(folder, key.name);
    // A fingerprint without its key belongs to an earlier key, which was deleted.
    if (!existsSync(file)) rmSync(fingerprintFileOf(file), { force: true });
    createFile(file, key.generate);
    return checked(folder, key);
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
    /** 32 bytes from which the keys of the hub's cookies are derived. */
    sessionKey: () => shared(SESSION_KEY, SESSIONS),
    /**
     * Makes the master key in the data folder, unless the settings name one.
     * @throws MasterKeyLost if there are keys that the missing one wraps
     */
    makeMasterKey: (): void => {
      if (settings.MASTER_KEY !== undefined) return;
      const file = join(folder, MASTER.name);
      if (existsSync(subjectKeys) && !existsSync(file)) throw new MasterKeyLost(file, subjectKeys);
      secret(MASTER);
    },
    /** 32 bytes: the seed of the key that signs checkpoints of the log. */
    ledgerKey: () => shared(LEDGER_KEY, LEDGER),
  };
};

export type Secrets = ReturnType<typeof secretsIn>;
