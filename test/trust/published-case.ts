import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  compareByTiles,
  compareCheckpoints,
  type Finding,
  isFinding,
  nodesOfTiles,
  NO_SAVED_CHECKPOINT,
  parseConsistency,
  parseVerifierKey,
  readCheckpoint,
  type TicketBundle,
  tilePath,
  type Trust,
  type TrustedCheckpoint,
  verifyBundle,
} from '@ledgerdesk/ledger';
import { verifyWholeLog } from '../../apps/verify/whole-log.js';
import { SampleLedger, sampleEvents, signerOf, writeFiles } from '../support/ledger/sample-ledger.js';
import { CaseRandom } from './case-random.js';

/** What an operator publishes: a checkpoint, and the proofs and tiles that verify it. */
export interface Published {
  readonly checkpoint: string;
  /** A consistency proof as JSON. */
  readonly proof?: unknown;
  readonly tiles?: ReadonlyMap<string, Uint8Array>;
  readonly export?: Uint8Array;
  readonly bundle?: unknown;
}

export const PUBLISHED_PARTS = ['proof', 'tiles', 'export', 'bundle'] as const;
export type PublishedPart = (typeof PUBLISHED_PARTS)[number];

/** A log, and an auditor who saved a checkpoint of it once. */
export class PublishedCase {
  readonly random: CaseRandom;
  readonly ledger: SampleLedger;
  /** Size of the saved checkpoint. */
  readonly savedSize: number;
  readonly saved: string;
  readonly trust: Trust;

  constructor(seed: number) {
    this.random = new CaseRandom(seed);
    const size = this.random.between(20, 60);
    this.ledger = new SampleLedger(sampleEvents(size, { seed, tickets: this.random.between(2, 5) }));
    this.savedSize = this.random.between(12, size);
    this.saved = this.ledger.checkpoint(this.savedSize);
    this.trust = { keys: [parseVerifierKey(this.ledger.signer.vkey)] };
  }

  /** What an honest operator hands out of a log: its checkpoint and one part. */
  async publish(part: PublishedPart, ledger = this.ledger, ticket = '0'): Promise<Published> {
    const checkpoint = ledger.checkpoint();
    switch (part) {
      case 'proof':
        return { checkpoint, proof: await ledger.consistency(this.savedSize) };
      case 'tiles':
        return { checkpoint, tiles: ledger.tiles() };
      case 'export':
        return { checkpoint, export: ledger.export() };
      case 'bundle':
        return { checkpoint, bundle: await this.bundle(ledger, ticket) };
    }
  }

  /** The bundle of a ticket, with a proof from the saved checkpoint. */
  async bundle(ledger = this.ledger, ticket = '0'): Promise<TicketBundle> {
    return { ...(await ledger.bundle(ticket)), consistency: await ledger.consistency(this.savedSize) };
  }

  /** What an auditor finds who has saved a checkpoint, or one who has not. */
  async audit(published: Published, hasSaved: boolean): Promise<readonly Finding[]> {
    const saved = hasSaved ? this.read(this.saved) : undefined;
    if (published.bundle !== undefined)
      return verifyBundle(published.bundle, { ...this.trust, ...(saved && { saved }) }).findings;
    const checkpoint = readCheckpoint(published.checkpoint, this.trust, 'checkpoint');
    if (isFinding(checkpoint)) return [checkpoint];
    if (published.export) return this.auditExport(published.export, checkpoint, saved);
    if (!saved) return [NO_SAVED_CHECKPOINT];
    const { tiles } = published;
    if (!tiles) return compareCheckpoints(saved, checkpoint, parseConsistency(published.proof));
    const nodes = nodesOfTiles((tile) => tiles.get(tilePath(tile)) ?? new Uint8Array(0), checkpoint.size);
    return compareByTiles(saved, checkpoint, nodes);
  }

  private read(note: string): TrustedCheckpoint {
    const checkpoint = readCheckpoint(note, this.trust, 'saved');
    if (isFinding(checkpoint)) throw new Error(checkpoint.meaning);
    return checkpoint;
  }

  private async auditExport(bytes: Uint8Array, checkpoint: TrustedCheckpoint, saved?: TrustedCheckpoint) {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-trust-'));
    try {
      writeFiles(folder, new Map([['log.bin', bytes]]));
      const path = join(folder, 'log.bin');
      const script = pathToFileURL(__filename);
      const check = { path, script, threads: 0, checkpoint, ...(saved && { saved }) };
      return (await verifyWholeLog(check)).findings;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** The same key in another epoch, tenant or log. */
export const ledgerAt = (ledger: SampleLedger, origin: string, events = ledger.events): SampleLedger =>
  new SampleLedger(events, origin, signerOf(origin));
