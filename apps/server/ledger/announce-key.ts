import { derivedId, type EngineClock } from '@ledgerdesk/application';
import { type EventStore, WrongExpectedRevision } from '@ledgerdesk/event-store';
import { LEDGER_KEY_STREAM, type LedgerKeyChanged } from '@ledgerdesk/events';
import { type EventOrigin, messageOf } from '@ledgerdesk/kernel';
import {
  type AnnouncedKey,
  announcedKeys,
  isSameKey,
  isSignedBy,
  keysByEpoch,
  newestCheckpoint,
} from '@ledgerdesk/tree-signing';
import type { TreeStore } from '@ledgerdesk/tree-store';
import { engineRecord } from '../engine-record.js';
import { readKnownCheckpoint } from './known-checkpoint.js';
import { type LedgerConfig, signingKeysOf } from './ledger-config.js';
import { noteOfEpochBefore } from './tree-loss.js';

/** The log did not take the event that announces the key, so nothing may be signed with it. */
class KeyNotAnnounced extends Error {
  readonly code = 'key-not-announced';
  constructor(cause: unknown) {
    super(
      `LEDGER_KEY is another key than before, and the log does not take the event that announces it: ` +
        `${messageOf(cause)} Start the engine again when the log can be written, or with the key before.`,
      { cause },
    );
  }
}

interface KeyAnnouncement {
  readonly store: EventStore;
  readonly trees: TreeStore;
  readonly config: LedgerConfig;
  readonly clock: EngineClock;
  readonly origin: EventOrigin;
  readonly tenant: string;
}

/** Attempts to append the event, each after what the log has then. */
const MAX_ATTEMPTS = 5;

type Change = LedgerKeyChanged['data'];

/** What the last checkpoint of the log says: its note, and its size if it is of this epoch. */
const lastSigned = async ({ config, trees }: KeyAnnouncement) => {
  const known = await readKnownCheckpoint({ ...config, trees });
  const last = await newestCheckpoint(trees.tree(config.origin), known);
  const note = last?.note ?? (await noteOfEpochBefore({ ...config, trees }));
  return { note, size: last?.size ?? null };
};

/** The change to announce, if the log does not announce the key that signs. */
const changeOf = async (
  announcement: KeyAnnouncement,
  announced: readonly AnnouncedKey[],
): Promise<Change | undefined> => {
  const { config, trees } = announcement;
  const { current, previous } = signingKeysOf(config);
  const { origin } = config;
  const last = announced.at(-1);
  if (last && isSameKey(last.vkey, current.vkey)) return undefined;
  const { note, size } = await lastSigned(announcement);
  if (note === undefined) return undefined;
  if (!isSignedBy(current, note))
    return previous && isSignedBy(previous, note)
      ? { origin, previousVkey: previous.vkey, vkey: current.vkey, size }
      : undefined;
  // It signs already: it is the first key, or the log has lost the event or had none.
  const keys = (await keysByEpoch(trees, origin)).flatMap((epoch) => epoch.keys);
  const [first] = keys;
  const isKnown = [...(first ? [first] : []), ...announced].some(({ vkey }) => isSameKey(vkey, current.vkey));
  return first === undefined || isKnown ? undefined : { origin, previousVkey: null, vkey: current.vkey, size: null };
};

const append = async (
  { store, clock, origin, tenant }: KeyAnnouncement,
  data: Change,
  last: AnnouncedKey | undefined,
): Promise<void> => {
  const at = clock.stamp();
  const revision = last?.event.revision;
  const commandId = derivedId('announce-ledger-key', `${data.vkey} ${revision ?? ''}`);
  const event = engineRecord({ type: 'LedgerKeyChanged', data }, { commandId, part: 'ledger', tenant, origin, at });
  await store.append(LEDGER_KEY_STREAM, revision ?? 'no-stream', [event]);
};

/**
 * Announces the key that signs the tree, if it is another one than before: to be called before anything is signed.
 * Idempotent, with several engines too. A key that the log would not sign with, because the one before is missing, is
 * not announced.
 *
 * @throws KeyNotAnnounced if the log does not take the event
 */
export const announceKey = async (announcement: KeyAnnouncement): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const announced = await announcedKeys(announcement.store);
    const change = await changeOf(announcement, announced);
    if (!change) return;
    try {
      await append(announcement, change, announced.at(-1));
      return;
    } catch (error) {
      // Another engine has announced a key meanwhile.
      if (!(error instanceof WrongExpectedRevision) || attempt === MAX_ATTEMPTS) throw new KeyNotAnnounced(error);
    }
  }
};
