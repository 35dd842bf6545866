import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { signerFromSeed, signNote } from '@ledgerdesk/ledger';
import { randomBytes } from 'node:crypto';
import { otherBytes } from './databases.js';
import type { Choices } from './random.js';

/** Backups, and the backups of their keys. */
export interface BackupFolders {
  readonly data: string;
  readonly keys: string;
}

/** A way to change backups, and what their verification must say. */
export interface BackupTampering {
  readonly name: string;
  readonly apply: (folders: BackupFolders, choices: Choices) => void;
  readonly found: RegExp;
}

const CHANGED = /its content was changed/;
const MISSING = /it is missing/;

/** Files below a folder, in a fixed order. */
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();

const manifestsIn = (folder: string): readonly string[] =>
  filesBelow(join(folder, 'snapshots')).filter((file) => basename(file) === 'manifest');

const savedFilesIn = (folder: string): readonly string[] =>
  filesBelow(join(folder, 'snapshots')).filter((file) => basename(file) !== 'manifest');

const changeByte = (file: string, choices: Choices): void => {
  const bytes = readFileSync(file);
  writeFileSync(file, otherBytes(bytes, choices.between(0, bytes.length - 1)));
};

const onFile = (what: string, filesIn: (folders: BackupFolders) => readonly string[]): readonly BackupTampering[] => [
  {
    name: `a byte of ${what} changed`,
    apply: (folders, choices) => changeByte(choices.of(filesIn(folders)), choices),
    found: CHANGED,
  },
  {
    name: `${what} cut short`,
    apply: (folders, choices) => {
      const file = choices.of(filesIn(folders).filter((one) => readFileSync(one).length > 0));
      const bytes = readFileSync(file);
      writeFileSync(file, bytes.subarray(0, choices.between(0, bytes.length - 1)));
    },
    found: CHANGED,
  },
  { name: `${what} removed`, apply: (folders, choices) => rmSync(choices.of(filesIn(folders))), found: MISSING },
];

/** Changes the text of a manifest, and leaves its signature or makes another. */
const rewriteManifest = (file: string, note: (old: string) => string): void => {
  const [manifest = '', old = ''] = readFileSync(file, 'utf8').split('\n\n', 2);
  const changed = manifest.replace(/"createdAt":\s*"20/, (text) => text.replace(/20$/, '19'));
  writeFileSync(file, `${changed}\n\n${note(old)}`);
};

/** A note of the same text by a key of somebody else, under the name of the log's. */
const noteOfOther = (old: string): string => {
  const name = /^— (\S+) /m.exec(old)?.[1] ?? 'ledgerdesk/main/backup';
  return signNote(`${old}\n`, signerFromSeed(name, randomBytes(32)));
};

/** Changes of backups in the hands of somebody who has not the key of the log. */
export const BACKUP_TAMPERINGS: readonly BackupTampering[] = [
  ...onFile('a segment of the log', ({ data }) => filesBelow(join(data, 'log'))),
  ...onFile('a saved attachment', ({ data }) => filesBelow(join(data, 'attachments'))),
  ...onFile('a saved file', ({ data }) => savedFilesIn(data)),
  ...onFile('a saved key file', ({ keys }) => savedFilesIn(keys)),
  {
    name: 'a byte of a manifest changed',
    apply: ({ data }, choices) => changeByte(choices.of(manifestsIn(data)), choices),
    found: /signature|signed|not JSON|no manifest/,
  },
  {
    name: 'another time in a manifest',
    apply: ({ data }, choices) => rewriteManifest(choices.of(manifestsIn(data)), (note) => `${note}\n\n`),
    found: /signature|signed/,
  },
  {
    name: 'a manifest signed with another key',
    apply: ({ data }, choices) => rewriteManifest(choices.of(manifestsIn(data)), noteOfOther),
    found: /not signed with a known key of this log/,
  },
  {
    name: 'the manifest of another backup',
    apply: ({ data }) => {
      const [one = '', other = ''] = manifestsIn(data);
      cpSync(one, other);
    },
    found: /signature is of another manifest/,
  },
  {
    name: 'the manifest of keys of another backup',
    apply: ({ keys }) => {
      const [one = '', other = ''] = manifestsIn(keys);
      cpSync(one, other);
    },
    found: /signature is of another manifest/,
  },
  {
    name: 'the newest backup deleted',
    apply: ({ data }) => {
      const newest = readdirSync(join(data, 'snapshots')).toSorted().at(-1) ?? '';
      rmSync(join(data, 'snapshots', newest), { recursive: true });
    },
    found: /was deleted: its keys are here/,
  },
];
