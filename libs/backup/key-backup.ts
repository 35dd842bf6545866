import { replaceFile, syncFolder } from '@ledgerdesk/files';
import type { Instant } from '@ledgerdesk/kernel';
import { closeSync, fsyncSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { copySources } from './copy-sources.js';
import { chunksOf, digestOf, syncFile, writeDurably } from './durable-writer.js';
import { deleteLeftovers } from './leftovers.js';
import { BACKUP_FORMAT, type KeyManifest, type LogEnd, parseKeyManifest, type SavedFile } from './manifest.js';
import { MANIFEST } from './names.js';
import type { BackupPlace } from './place.js';
import { type ManifestSigner, type ManifestVerifier, signManifest } from './signature.js';
import { readKeySnapshot, type Snapshot } from './snapshot.js';
import type { CopySources } from './source.js';
import { verifyFile, verifyFiles } from './verify-files.js';

const ZEROS = Buffer.alloc(65_536);

/** Writes the manifest of a backup of keys, and its signature. */
const writeManifest = (place: BackupPlace, folder: string, manifest: KeyManifest, signer: ManifestSigner): void => {
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  const signed = { kind: place.kind, id: manifest.id, logId: place.logId, manifest: text };
  replaceFile(join(folder, MANIFEST), signManifest(signer, signed));
};

/** A backup of keys to make. */
export interface KeyBackup {
  readonly sources: CopySources;
  /** Where the log ended when the keys were copied, or before. */
  readonly end: LogEnd;
  /** SHA-256 of the manifest of the backup that the keys belong to. */
  readonly backup: Pick<Snapshot, 'id' | 'sha256'> & { readonly number: number };
  readonly now: Instant;
  readonly signer: ManifestSigner;
}

/** Copies keys into a place of their own. They are copied after the log, so that they open every event of it. */
export const takeKeyBackup = async (
  place: BackupPlace,
  { sources, end, backup, now, signer }: KeyBackup,
): Promise<Snapshot<KeyManifest>> => {
  deleteLeftovers(place);
  const { id, number, sha256 } = backup;
  const draft = place.beginSnapshot(id);
  const files = await copySources(draft, sources);
  const manifest: KeyManifest = {
    format: BACKUP_FORMAT,
    id,
    number,
    createdAt: now,
    vkey: signer.vkey,
    backup: sha256,
    log: end,
    files: [...files],
  };
  parseKeyManifest(join(draft, MANIFEST), JSON.stringify(manifest));
  writeManifest(place, draft, manifest, signer);
  await verifyFiles(draft, files);
  place.finishSnapshot(id);
  return readKeySnapshot(place, id);
};

/** The name of a file that has been rewritten: `keys.db.r1`. Manifests never name two of one file. */
const rewrittenName = (name: string, saved: string): string => `${name}.r${Number(saved.split('.r').at(1) ?? 0) + 1}`;
const isVersionOf = (name: string, saved: string): boolean => saved.replace(/\.r\d+$/, '') === name;

/** A file of a backup of keys, whether or not it was rewritten. */
export const savedKeyFile = ({ files }: KeyManifest, name: string): SavedFile | undefined =>
  files.find((file) => isVersionOf(name, file.name));

/** Overwrites and deletes a file that a person was erased from. */
const destroyFile = (file: string): void => {
  const size = statSync(file).size;
  const descriptor = openSync(file, 'r+');
  try {
    for (let at = 0; at < size; at += ZEROS.length)
      writeSync(descriptor, ZEROS, 0, Math.min(ZEROS.length, size - at), at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  rmSync(file);
};

/** How the backups of keys in a place are changed. */
export interface KeyRewrite {
  /** Name of the file to change, such as `keys.db`. */
  readonly name: string;
  readonly signer: ManifestSigner;
  readonly verifier: ManifestVerifier;
  /** Returns false if the file, which is only read, needs no change. Default: each may. */
  readonly isDue?: (file: string) => boolean;
  /** Changes a copy of the file, and returns false if there was nothing to change. */
  readonly change: (copy: string) => Promise<boolean>;
}

/** Rewrites one backup of keys. Returns false if there was nothing to change. */
const rewriteKeyBackup = async (place: BackupPlace, id: string, rewrite: KeyRewrite): Promise<boolean> => {
  const { name, signer, verifier, change } = rewrite;
  const { manifest } = readKeySnapshot(place, id, verifier);
  const folder = place.inSnapshot(id);
  const saved = savedKeyFile(manifest, name);
  if (!saved) return false;
  for (const other of readdirSync(folder))
    if (isVersionOf(name, other) && other !== saved.name) destroyFile(join(folder, other));
  await verifyFile(join(folder, saved.name), saved);
  if (rewrite.isDue?.(join(folder, saved.name)) === false) return false;
  const next = rewrittenName(name, saved.name);
  const copy = join(folder, next);
  await writeDurably(copy, chunksOf(join(folder, saved.name)));
  if (!(await change(copy))) {
    destroyFile(copy);
    return false;
  }
  await syncFile(copy);
  const digest = await digestOf(copy);
  const files = manifest.files.map((one) => (one === saved ? { name: next, ...digest } : one));
  writeManifest(place, folder, { ...manifest, vkey: signer.vkey, files }, signer);
  destroyFile(join(folder, saved.name));
  syncFolder(folder);
  return true;
};

/**
 * Changes a file of every backup of keys in a place, such as its key store after an erasure, and signs the manifests
 * anew. Returns the names of the backups that were changed. A backup is changed as a whole or not at all, and what it
 * had before is overwritten.
 * @throws BackupDamaged, once the others are changed, if a backup is not as it was signed: it is not signed anew
 */
export const rewriteKeyBackups = async (place: BackupPlace, rewrite: KeyRewrite): Promise<readonly string[]> => {
  const changed: string[] = [];
  const failures: unknown[] = [];
  for (const id of place.snapshots()) {
    try {
      if (await rewriteKeyBackup(place, id, rewrite)) changed.push(id);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return changed;
};
