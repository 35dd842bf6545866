import { readEpoch, type ReadableLog } from '@ledgerdesk/event-store';
import { formatOrigin, signerFromSeed } from '@ledgerdesk/ledger';
import type { SigningKeys, TimeStampAuthority } from '@ledgerdesk/tree-signing';
import type { DataFolder } from '../data-folder.js';
import { ledgerSeed } from '../key-backups/ledger-key.js';
import type { Secrets } from '../secrets.js';
import type { Settings } from '../settings.js';
import { readCertificates } from './tsa-certificates.js';

/** What the tree of a log is named and signed with, and where its checkpoints go. Plain data, for a thread. */
export interface LedgerConfig {
  /** `<LEDGER_NAME>/<tenant>/<epoch>`. */
  readonly origin: string;
  /** Seed of the key that signs. */
  readonly seed: Uint8Array;
  /** Seed of the key before, while the key changes. */
  readonly previousSeed?: Uint8Array;
  /** The file that has the newest checkpoint. */
  readonly file: string;
  /** The public keys that sign. */
  readonly vkeys: readonly string[];
  readonly folder?: string;
  readonly webhookUrl?: string;
  readonly witness?: { readonly url: string; readonly vkey: string };
  readonly authority?: TimeStampAuthority;
}

/** The origin of the tree of an epoch of a log. */
export const originOf = ({ LEDGER_NAME, TENANT }: Pick<Settings, 'LEDGER_NAME' | 'TENANT'>, epoch: number): string =>
  formatOrigin({ name: LEDGER_NAME, tenant: TENANT, epoch });

/** Reads the epoch of the log, and what the settings say about its tree. */
export const ledgerConfigOf = async (
  settings: Settings,
  log: Pick<ReadableLog, 'readStream'>,
  folder: DataFolder,
  secrets: Secrets,
): Promise<LedgerConfig> => {
  const { LEDGER_PREVIOUS_KEY, LEDGER_CHECKPOINT_DIR, LEDGER_WEBHOOK_URL } = settings;
  const { LEDGER_WITNESS_URL: url, LEDGER_WITNESS_KEY: vkey } = settings;
  const origin = originOf(settings, await readEpoch(log));
  return {
    origin,
    // Makes the key in development.
    seed: secrets.ledgerKey(),
    vkeys: ledgerVkeys(settings, origin),
    ...(LEDGER_PREVIOUS_KEY !== undefined && {
      previousSeed: new Uint8Array(Buffer.from(LEDGER_PREVIOUS_KEY, 'base64')),
    }),
    file: folder.checkpoint,
    ...(LEDGER_CHECKPOINT_DIR !== undefined && { folder: LEDGER_CHECKPOINT_DIR }),
    ...(LEDGER_WEBHOOK_URL !== undefined && { webhookUrl: LEDGER_WEBHOOK_URL }),
    ...(url !== undefined && vkey !== undefined && { witness: { url, vkey } }),
    ...timeStampAuthorityOf(settings),
  };
};

const MINUTE_MS = 60_000;

/** The authority that stamps checkpoints, if there is one. @throws if the file of its certificates cannot be read */
const timeStampAuthorityOf = (settings: Settings): Pick<LedgerConfig, 'authority'> => {
  const { LEDGER_TSA_URL: url, LEDGER_TSA_CERT: file, LEDGER_TSA_MINUTES } = settings;
  if (url === undefined) return {};
  const certificates = file === undefined ? undefined : readCertificates(file);
  const everyMs = LEDGER_TSA_MINUTES * MINUTE_MS;
  return { authority: { url, everyMs, ...(certificates !== undefined && { certificates }) } };
};

/** The public keys that the settings name, as those of an origin. */
export const ledgerVkeys = (
  settings: Pick<Settings, 'DATA_DIR' | 'LEDGER_KEY' | 'LEDGER_PREVIOUS_KEY'>,
  origin: string,
): readonly string[] => {
  const { LEDGER_PREVIOUS_KEY } = settings;
  const previous = LEDGER_PREVIOUS_KEY === undefined ? undefined : Buffer.from(LEDGER_PREVIOUS_KEY, 'base64');
  return [ledgerSeed(settings), previous].flatMap((seed) => (seed ? [signerFromSeed(origin, seed).vkey] : []));
};

/** The keys that sign the tree. The name of a key is the origin. */
export const signingKeysOf = ({ origin, seed, previousSeed }: LedgerConfig): SigningKeys => ({
  current: signerFromSeed(origin, seed),
  previous: previousSeed && signerFromSeed(origin, previousSeed),
});
