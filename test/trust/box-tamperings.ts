import { canonicalJson, isSealed } from '@ledgerdesk/event-store';
import type { FindingCode } from '@ledgerdesk/integrity';
import { type KeyLookup, sealingKeyOf } from '@ledgerdesk/sealing';
import { createCipheriv, randomBytes } from 'node:crypto';
import { settingsFrom } from '../../apps/server/index.js';
import { openKeyReader, storageConfigOf } from '../../apps/server/storage.js';
import { checkHistory } from './checked-codes.js';
import { type LogRow, readLogRows, writeLogRows } from './log-rows.js';
import type { Choices } from './random.js';
import { signAgain } from './signed-folder.js';
import type { Tampering } from './tampering.js';

/** What stands at `$sealed`. */
interface Box {
  readonly alg: string;
  readonly box: string;
  readonly commitment: string;
  readonly key: string;
}

type SealedData = Readonly<Record<string, unknown>> & { readonly $sealed: Box };
type FindKey = (id: string) => Promise<KeyLookup>;
type ChangeBoxes = (rows: readonly LogRow[], choices: Choices, keyOf: FindKey) => Promise<readonly LogRow[]>;

const dataOf = ({ data }: LogRow): SealedData => JSON.parse(data) as SealedData;
const withBox = (row: LogRow, change: Partial<Box>): LogRow => {
  const data = dataOf(row);
  return { ...row, data: canonicalJson({ ...data, $sealed: { ...data.$sealed, ...change } }) };
};
const replacing = (rows: readonly LogRow[], row: LogRow, other: LogRow): readonly LogRow[] =>
  rows.map((one) => (one === row ? other : one));

/** A sealed event whose key is not destroyed: the boxes of the erased open no more. */
const sealedRow = async (rows: readonly LogRow[], choices: Choices, keyOf: FindKey) => {
  for (;;) {
    const row = choices.of(rows.filter(isSealed));
    const key = await keyOf(sealingKeyOf(row) ?? '');
    if (key !== undefined && key !== 'erased') return { row, key };
  }
};

/** The boxes of two events, each in the place of the other. */
const swap: ChangeBoxes = async (rows, choices, keyOf) => {
  const { row } = await sealedRow(rows, choices, keyOf);
  const other = choices.of(rows.filter((one) => isSealed(one) && one !== row));
  const swapped = replacing(rows, row, withBox(row, dataOf(other).$sealed));
  return replacing(swapped, other, withBox(other, dataOf(row).$sealed));
};

/** A box with another commitment: it opens, to something that nobody committed to. */
const changeCommitment: ChangeBoxes = async (rows, choices, keyOf) => {
  const { row } = await sealedRow(rows, choices, keyOf);
  const commitment = Buffer.from(dataOf(row).$sealed.commitment, 'base64url');
  const at = choices.between(0, commitment.length - 1);
  commitment[at] = (commitment[at] ?? 0) ^ 1;
  return replacing(rows, row, withBox(row, { commitment: commitment.toString('base64url') }));
};

/** A second opening of one commitment: other texts, sealed with the true key for the same place. */
const openTwice: ChangeBoxes = async (rows, choices, keyOf) => {
  const { row, key } = await sealedRow(rows, choices, keyOf);
  const { tenant } = JSON.parse(row.metadata) as { readonly tenant: string };
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.secret, iv, { authTagLength: 16 });
  cipher.setAAD(Buffer.from(JSON.stringify([tenant, row.stream, row.id, row.type])));
  const contents = canonicalJson({ fields: { body: 'Another text' }, salt: randomBytes(32).toString('base64url') });
  const box = Buffer.concat([iv, cipher.update(contents, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return replacing(rows, row, withBox(row, { box: box.toString('base64url') }));
};

/** A box that says that the key of somebody else opens it. */
const nameOtherKey: ChangeBoxes = async (rows, choices, keyOf) => {
  const { row } = await sealedRow(rows, choices, keyOf);
  const keys = [...new Set(rows.flatMap((one) => sealingKeyOf(one) ?? []))];
  return replacing(rows, row, withBox(row, { key: choices.of(keys.filter((key) => key !== sealingKeyOf(row))) }));
};

const boxes = (name: string, change: ChangeBoxes, isSigned = false): Tampering => ({
  name: isSigned ? `${name}, signed again` : name,
  check: checkHistory,
  apply: async (folder, choices) => {
    const keys = await openKeyReader(storageConfigOf(settingsFrom({ DATA_DIR: folder.path })));
    const keyOf: FindKey = async (id) => keys?.keyById(id);
    const rows = await change(readLogRows(folder.events), choices, keyOf).finally(() => keys?.close());
    writeLogRows(folder.events, rows, 'thorough');
    if (isSigned) await signAgain(folder);
  },
  found: FOUND,
});

const FOUND: readonly FindingCode[] = ['seal-broken'];

/** Changes of boxes. A box opens only at its own event, with its own key, and only to what its commitment names. */
export const BOX_TAMPERINGS: readonly Tampering[] = [
  boxes('boxes swapped', swap),
  boxes('boxes swapped', swap, true),
  boxes('a box with another commitment', changeCommitment),
  boxes('a box with two openings', openTwice),
  boxes('a box with two openings', openTwice, true),
  boxes('a box that names the key of somebody else', nameOtherKey),
];
