import {
  canonicalJson,
  envelopeFrame,
  envelopeOf,
  exportEnd,
  exportHeader,
  formatCheckpoint,
  Frontier,
  leafHash,
  LENGTH_BYTES,
  signerFromSeed,
  signNote,
} from '@ledgerdesk/ledger';
import { execFile } from 'node:child_process';
import { createHash, hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withFolder } from './bench-engine.js';
import { timed } from './measure.js';
import { printRow, rate, ratio } from './report.js';
import { inSize } from './size.js';

const VERIFIER = join(import.meta.dirname, '..', '..', 'ledgerdesk-verify.mjs');
const EVENTS = inSize({ short: 10_000, standard: 500_000 });
const ORIGIN = 'ledgerdesk/main/0';
const PAGE = 10_000;

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The envelope of a sealed reply, about 800 bytes. */
const envelopeAt = (at: number): Uint8Array =>
  envelopeOf({
    stream: `ticket-${at % 50_000}`,
    revision: Math.floor(at / 50_000),
    id: '0d5a1f0e-6d3c-4b3a-9a50-2f1f9a3c6f51',
    type: 'ReplyAdded',
    version: 1,
    occurredAt: '2026-11-30T08:00:00.000Z',
    recordedAt: '2026-11-30T08:00:00.001Z',
    data: canonicalJson({
      $sealed: {
        alg: 'A256GCM',
        box: digest(`box ${at}`).repeat(4),
        commitment: digest(`${at}`),
        key: `key-${at % 999}`,
      },
      author: { id: 'kenji', kind: 'agent' },
    }),
    metadata: canonicalJson({
      actor: { id: 'kenji', kind: 'agent' },
      causationId: digest(`cause ${at}`),
      commandId: digest(`command ${at}`),
      correlationId: digest(`correlation ${at}`),
      requestHash: `key.${digest(`request ${at}`)}`,
      tenant: 'main',
      versions: { calendars: '2026-11', policy: '2026-11', timeZones: '2025b' },
    }),
  });

const writeEnvelopes = async (file: FileHandle, frontier: Frontier): Promise<void> => {
  await file.write(exportHeader({ origin: ORIGIN, first: 0 }));
  for (let from = 0; from < EVENTS; from += PAGE) {
    const page = Array.from({ length: PAGE }, (_, at) => envelopeAt(from + at));
    for (const envelope of page) frontier.append(leafHash(envelope));
    await file.write(Buffer.concat(page.map(envelopeFrame)));
  }
  await file.write(exportEnd(EVENTS));
};

/** Writes an export and the signed checkpoint of its tree. Returns the public key. */
const writeExport = async (path: string, checkpoint: string): Promise<string> => {
  const frontier = new Frontier();
  const file = await open(path, 'w');
  await writeEnvelopes(file, frontier);
  await file.close();
  const signer = signerFromSeed(ORIGIN, Buffer.alloc(32, 1));
  const head = { origin: ORIGIN, size: frontier.size, root: frontier.root(), extensions: [] };
  writeFileSync(checkpoint, signNote(formatCheckpoint(head), signer));
  return signer.vkey;
};

/** Hashes the envelopes of an export in this thread, and does nothing else. */
const hashOnly = (path: string): void => {
  const bytes = readFileSync(path);
  for (
    let at = bytes.indexOf('\n\n') + 2, length = bytes.readUInt32BE(at);
    length > 0;
    length = bytes.readUInt32BE(at)
  ) {
    hash('sha256', bytes.subarray(at + LENGTH_BYTES, at + LENGTH_BYTES + length), 'buffer');
    at += LENGTH_BYTES + length;
  }
};

/** Measures how fast the verifier of outsiders checks a whole log from its envelopes. */
export const benchVerify = (): Promise<void> =>
  withFolder(async (folder) => {
    const [path, checkpoint] = [join(folder, 'log.bin'), join(folder, 'checkpoint')];
    const key = await writeExport(path, checkpoint);
    const args = ['log', path, '--key', key, '--checkpoint', checkpoint, '--saved', checkpoint];
    const verified = await timed(() => promisify(execFile)(process.execPath, [VERIFIER, ...args]));
    const hashed = await timed(() => Promise.resolve(hashOnly(path)));
    const [measured, reference] = [EVENTS / verified.seconds, EVENTS / hashed.seconds];
    printRow({
      what: `Whole log verified from its envelopes, ${availableParallelism()} threads (bare SHA-256, one thread)`,
      measured: rate(measured),
      reference: rate(reference),
      ratio: ratio(measured, reference),
      aim: '≥ 200,000/s',
    });
  });
