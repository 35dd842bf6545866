import { type BackupPlace, type Manifest, readSnapshot } from '@ledgerdesk/backup';
import {
  followHandovers,
  formatVerifierKey,
  type NoteVerifier,
  parseCheckpoint,
  parseVerifierKey,
  splitNote,
} from '@ledgerdesk/ledger';
import { manifestVerifier } from '../../server/key-backups/manifest-keys.js';

/** Returns undefined in place of an error. */
const attempt = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

const bytesOf = ({ publicKey }: NoteVerifier): string => Buffer.from(publicKey).toString('base64');

/** Public keys by their bytes: one key has a name in each epoch, and one for backups. */
class KeyRing {
  private readonly keys = new Map<string, NoteVerifier>();
  private readonly texts: string[] = [];

  get size(): number {
    return this.keys.size;
  }

  get vkeys(): readonly string[] {
    return this.texts;
  }

  add(vkeys: readonly string[]): void {
    for (const vkey of vkeys) {
      const key = parseVerifierKey(vkey);
      if (this.keys.has(bytesOf(key))) continue;
      this.keys.set(bytesOf(key), key);
      this.texts.push(vkey);
    }
  }

  /** The keys that these hand over to, in checkpoints that both have signed. */
  handedOver(notes: readonly string[]): readonly string[] {
    const origins = notes.flatMap((note) => attempt(() => parseCheckpoint(splitNote(note).text).origin) ?? []);
    const keys = [...new Set(origins)].flatMap((origin) =>
      [...this.keys.values()].map(({ publicKey }) => parseVerifierKey(formatVerifierKey(origin, publicKey))),
    );
    return followHandovers(keys, notes).map(({ to }) => formatVerifierKey(to.name, to.publicKey));
  }
}

/**
 * The public keys that may have signed the backups of a place, from those that are trusted: a backup that a known key
 * signed names the keys before it, and checkpoints that two keys signed lead from one to the next.
 */
export const knownVkeys = (place: BackupPlace, trusted: readonly string[]): readonly string[] => {
  const ids = place.snapshots().toReversed();
  const notes = ids.flatMap((id) => attempt(() => readSnapshot(place, id).manifest.handovers) ?? []);
  const ring = new KeyRing();
  ring.add(trusted);
  const formerKeysOf = (id: string): Manifest['formerKeys'] =>
    attempt(() => readSnapshot(place, id, manifestVerifier(ring.vkeys)).manifest.formerKeys);
  for (let before = -1; before < ring.size;) {
    before = ring.size;
    ring.add(ring.handedOver([...new Set(notes)]));
    for (const id of ids) ring.add((formerKeysOf(id) ?? []).filter((vkey) => attempt(() => parseVerifierKey(vkey))));
  }
  return ring.vkeys;
};
