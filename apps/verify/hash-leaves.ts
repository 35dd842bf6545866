import {
  announcedKeyIn,
  type EnvelopeFields,
  isPlainEnvelope,
  type KeyAnnouncement,
  leafHashInPlace,
  LENGTH_BYTES,
  mayAnnounceKey,
  parseEnvelope,
  subtreeRoot,
  subtreesOf,
} from '@ledgerdesk/ledger';

/** Consecutive envelopes with their length prefixes, as they stand in an export. */
export interface LeafRun {
  /** Index of the first leaf. */
  readonly start: number;
  readonly count: number;
  readonly frames: Uint8Array;
  /** Hashes that the leaves must have, 32 bytes each, to find those that differ. A leaf without one differs. */
  readonly expected?: Uint8Array | undefined;
}

/** An envelope that is not as it must be. */
export interface BadLeaf {
  readonly index: number;
  readonly kind: 'not-canonical' | 'event-changed';
  /** Stream and revision, if the envelope can be read. */
  readonly event?: string | undefined;
}

/** What was computed from a run of leaves. */
export interface HashedRun {
  readonly start: number;
  readonly count: number;
  /** The complete subtrees that the leaves form, left to right: their widths and roots. */
  readonly subtrees: readonly { readonly width: number; readonly root: Uint8Array }[];
  /** The first leaves of the run that are not as they should be. */
  readonly bad: readonly BadLeaf[];
  readonly badCount: number;
  /** The keys that events of the run announce. */
  readonly announced: readonly KeyAnnouncement[];
}

const MAX_BAD = 10;

const labelOf = (event: EnvelopeFields | undefined): string | undefined =>
  event && `${event.stream} revision ${event.revision}`;

/** Hashes the leaves of a run and checks their envelopes. Overwrites the length prefixes. */
export const hashLeaves = ({ start, count, frames, expected }: LeafRun): HashedRun => {
  const view = Buffer.from(frames.buffer, frames.byteOffset, frames.byteLength);
  const hashes: Uint8Array[] = [];
  const bad: BadLeaf[] = [];
  let badCount = 0;
  const announced: KeyAnnouncement[] = [];
  const mayAnnounce = mayAnnounceKey(frames);
  for (let at = 0, leaf = 0; leaf < count; leaf += 1) {
    const from = at + LENGTH_BYTES;
    const to = from + view.readUInt32BE(at);
    const envelope = view.subarray(from, to);
    const isEnvelope = isPlainEnvelope(envelope) || parseEnvelope(envelope) !== undefined;
    const vkey = mayAnnounce ? announcedKeyIn(envelope) : undefined;
    if (vkey !== undefined) announced.push({ index: start + leaf, vkey });
    const hash = leafHashInPlace(view, from, to);
    const must = expected?.subarray(leaf * 32, (leaf + 1) * 32);
    const isOther = must !== undefined && Buffer.compare(must, hash) !== 0;
    if (!isEnvelope || isOther) {
      badCount += 1;
      const kind = isOther ? 'event-changed' : 'not-canonical';
      if (bad.length < MAX_BAD) bad.push({ index: start + leaf, kind, event: labelOf(parseEnvelope(envelope)) });
    }
    hashes.push(hash);
    at = to;
  }
  const subtrees = subtreesOf(start, start + count).map(({ level, index }) => {
    const width = 2 ** level;
    const first = index * width - start;
    return { width, root: subtreeRoot(hashes.slice(first, first + width)) };
  });
  return { start, count, subtrees, bad, badCount, announced };
};
