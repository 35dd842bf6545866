import {
  type ConsistencyEvidence,
  damage,
  type Finding,
  followHandovers,
  isFinding,
  type KeyHandover,
  type NodeReader,
  nodesOfTiles,
  parseConsistency,
  parseVerifierKey,
  readCheckpoint,
  type Trust,
  type TrustedCheckpoint,
  tilePath,
  type TileReader,
} from '@ledgerdesk/ledger';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from './usage.js';

/** Values of the command line. */
export interface Values {
  readonly key?: readonly string[] | undefined;
  readonly handovers?: string | undefined;
  readonly witness?: readonly string[] | undefined;
  readonly saved?: string | undefined;
  readonly checkpoint?: string | undefined;
  readonly proof?: string | undefined;
  readonly tiles?: string | undefined;
  readonly 'tsa-cert'?: string | undefined;
  readonly threads?: string | undefined;
}

/** No file that is read whole is larger. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;

/** Reads a file whole. */
export const readSmall = (file: string): Buffer => {
  if (statSync(file).size > MAX_FILE_BYTES) throw new UsageError(`${file} is larger than 256 MiB.`);
  return readFileSync(file);
};

const keyFrom = (value: string) => {
  const text = existsSync(value) ? readSmall(value).toString('utf8').trim() : value;
  try {
    return parseVerifierKey(text);
  } catch (error) {
    throw new UsageError(`${value}: ${(error as Error).message}`);
  }
};

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** The notes in a document of keys. */
const handoversIn = (file: string): readonly string[] => {
  const { handovers } = (readJson(file) ?? {}) as { readonly handovers?: unknown };
  if (!isTexts(handovers)) throw new UsageError(`${file} is no document of /v1/ledger/keys.`);
  return handovers;
};

/** What the caller trusts, and the keys that follow from it. */
export interface CallerTrust extends Trust {
  readonly handovers: readonly KeyHandover[];
}

/** The keys that the caller trusts, and those that they have handed over to. */
export const trustOf = ({ key = [], witness = [], handovers }: Values): CallerTrust => {
  if (key.length === 0) throw new UsageError('Pass the public key of the log with --key.');
  const keys = key.map(keyFrom);
  const followed = handovers === undefined ? [] : followHandovers(keys, handoversIn(handovers));
  return { keys: [...keys, ...followed.map(({ to }) => to)], witnesses: witness.map(keyFrom), handovers: followed };
};

/** Returns the value of an option that a command needs. */
export const required = (value: string | undefined, option: string): string => {
  if (value === undefined) throw new UsageError(`This command needs --${option}.`);
  return value;
};

const namedCheckpoint = (file: string, trust: Trust): TrustedCheckpoint | Finding =>
  readCheckpoint(readSmall(file), trust, file);

/** The checkpoints that a command was given. */
export interface Checkpoints {
  readonly checkpoint: TrustedCheckpoint;
  readonly saved?: TrustedCheckpoint;
}

/** Reads the checkpoint and, if there is one, the saved one. */
export const readCheckpoints = (values: Values, trust: Trust): Checkpoints | readonly Finding[] => {
  const checkpoint = namedCheckpoint(required(values.checkpoint, 'checkpoint'), trust);
  const saved = values.saved === undefined ? undefined : namedCheckpoint(values.saved, trust);
  if (isFinding(checkpoint) || (saved && isFinding(saved)))
    return [checkpoint, saved].filter((one) => one !== undefined).filter(isFinding);
  return { checkpoint, ...(saved && { saved }) };
};

/** Reads the saved checkpoint alone. */
export const readSaved = ({ saved }: Values, trust: Trust): TrustedCheckpoint | Finding | undefined =>
  saved === undefined ? undefined : namedCheckpoint(saved, trust);

/** Parses a JSON file. */
export const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readSmall(file).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Reads a consistency proof. */
export const readProof = ({ proof }: Values): ConsistencyEvidence | Finding | undefined => {
  if (proof === undefined) return undefined;
  return parseConsistency(readJson(proof)) ?? damage('malformed', proof, 'This is no consistency proof in JSON.');
};

/** Reads tiles from a folder that has them under their paths, full or as wide as they must be. */
export const tilesIn =
  (folder: string): TileReader =>
  async (tile) => {
    const partial = join(folder, tilePath(tile));
    const file = existsSync(partial) ? partial : join(folder, tilePath({ ...tile, width: 256 }));
    return readFile(file);
  };

/** Reads the nodes of a tree from the tiles in a folder. */
export const nodesIn = (folder: string, size: number): NodeReader => nodesOfTiles(tilesIn(folder), size);
