import type { Instant, Position } from '@ledgerdesk/kernel';
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import { BackupDamaged } from './errors.js';

/** The format of backups. A higher number is not read. */
export const BACKUP_FORMAT = 'ledgerdesk-backup/1';

const SHA256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const BYTES = Type.Integer({ minimum: 0 });
const POSITION = Type.String({ pattern: '^(0|[1-9][0-9]{0,18})$' });
const TEXT = Type.String({ minLength: 1 });
/** A name below the folder of the backup: no way out of it. */
const NAME_PATTERN = '^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$';
const NAME = Type.String({ pattern: NAME_PATTERN });

/** Returns true if a backup can save a file under this name. */
export const isSavedName = (name: string): boolean => new RegExp(NAME_PATTERN).test(name);

const exactly = <Properties extends Record<string, TSchema>>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

const FILE = exactly({ name: NAME, bytes: BYTES, sha256: SHA256 });
const SEGMENT = exactly({ name: NAME, first: POSITION, last: POSITION, bytes: BYTES, sha256: SHA256 });

/** Leaves of the tree over the events, its root, and its right edge, in base64. */
const TREE = exactly({ size: BYTES, root: TEXT, frontier: TEXT });

/** The end of the log that a backup contains. `eventId`: of the event at `position`; null for an empty log. */
const LOG_END = {
  logId: TEXT,
  position: POSITION,
  eventId: Type.Union([TEXT, Type.Null()]),
  epoch: Type.Integer({ minimum: 0 }),
  recordedAt: Type.Union([TEXT, Type.Null()]),
};

const MANIFEST = exactly({
  format: Type.Literal(BACKUP_FORMAT),
  id: NAME,
  number: Type.Integer({ minimum: 1 }),
  createdAt: TEXT,
  version: TEXT,
  tenant: TEXT,
  /** Public key that verifies the signature. It proves nothing by itself: compare it with a key that you trust. */
  vkey: TEXT,
  /** Public keys that signed backups or checkpoints of the log before. Who trusts the signature trusts them too. */
  formerKeys: Type.Optional(Type.Array(TEXT)),
  /** Checkpoints with which one key of the log handed over to the next, as signed notes. */
  handovers: Type.Optional(Type.Array(TEXT)),
  previous: Type.Union([exactly({ id: NAME, sha256: SHA256 }), Type.Null()]),
  log: exactly({
    ...LOG_END,
    /** Null: a server keeps the log, and its own tools save it. */
    segments: Type.Union([Type.Array(SEGMENT), Type.Null()]),
    /** Null: the backup has no events. */
    tree: Type.Union([TREE, Type.Null()]),
  }),
  /** The last signed checkpoint of the log's tree. Null: there is none yet. */
  checkpoint: Type.Union([TEXT, Type.Null()]),
  files: Type.Array(FILE),
  attachments: Type.Union([exactly({ count: BYTES, bytes: BYTES, missing: Type.Array(SHA256) }), Type.Null()]),
  leftOut: Type.Array(TEXT),
});

const KEY_MANIFEST = exactly({
  format: Type.Literal(BACKUP_FORMAT),
  id: NAME,
  number: Type.Integer({ minimum: 1 }),
  createdAt: TEXT,
  vkey: TEXT,
  /** SHA-256 of the manifest of the backup that was made at the same time. */
  backup: SHA256,
  log: exactly(LOG_END),
  files: Type.Array(FILE),
});

/** A file of a backup. */
export type SavedFile = Static<typeof FILE>;
/** A file of consecutive events of the log. */
export type SavedSegment = Static<typeof SEGMENT>;

/** The tree over the events of a backup. */
export type SavedTree = Static<typeof TREE>;

/** Where the log of a backup ends. */
export interface LogEnd {
  readonly logId: string;
  readonly position: Position;
  readonly eventId: string | null;
  readonly epoch: number;
  readonly recordedAt: Instant | null;
}

/** What a backup contains, and where its log ends. */
export type Manifest = Static<typeof MANIFEST>;
/** What a backup of keys contains, and the backup that it belongs to. */
export type KeyManifest = Static<typeof KEY_MANIFEST>;

const ajv = new Ajv();

const parse = <Schema extends TSchema>(schema: Schema, file: string, text: string): Static<Schema> => {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new BackupDamaged(file, 'it is not JSON');
  }
  if (ajv.validate<Static<Schema>>(schema, content)) return content;
  throw new BackupDamaged(file, `it is no manifest of the format ${BACKUP_FORMAT} (${ajv.errorsText()})`);
};

/** @throws BackupDamaged */
export const parseManifest = (file: string, text: string): Manifest => parse(MANIFEST, file, text);
/** @throws BackupDamaged */
export const parseKeyManifest = (file: string, text: string): KeyManifest => parse(KEY_MANIFEST, file, text);
