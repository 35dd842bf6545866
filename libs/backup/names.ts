import type { Instant } from '@ledgerdesk/kernel';

/** Suffix of files and folders that are being written. They are never taken for whole, and are deleted by the next. */
export const UNFINISHED = '.unfinished';
/** Segments of the log, which the backups of a place share. */
export const LOG_FOLDER = 'log';
/** Attachments, which the backups of a place share. */
export const ATTACHMENTS_FOLDER = 'attachments';
/** One folder for each backup. */
export const SNAPSHOTS_FOLDER = 'snapshots';
/** What a backup contains, as JSON, and behind it a signed note with its hash: one file, replaced as a whole. */
export const MANIFEST = 'manifest';
/** The hashes and sizes of the attachments of a backup, one a line. */
export const ATTACHMENT_LIST = 'attachments.txt';
/** Says what a folder of backups is. */
export const PLACE_FILE = 'place.json';
export const PLACE_LOCK = 'place.lock';

/** The name of a backup: its number in the place, and when it was begun. */
export const snapshotId = (number: number, now: Instant): string =>
  `${String(number).padStart(6, '0')}-${now.replace(/\.\d+Z$/, 'Z').replaceAll(/[-:]/g, '')}`;

/** The number of a backup, by its name. */
export const snapshotNumber = (id: string): number => Number(id.split('-')[0]);
