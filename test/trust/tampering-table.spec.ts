import { FINDING_MEANINGS, type FindingCode } from '@ledgerdesk/integrity';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERASURE_TAMPERINGS } from './erasure-tamperings.js';
import { EVENT_TAMPERINGS, SIGNED_TAMPERINGS } from './event-tamperings.js';
import { FACT_CODE, FACT_TAMPERINGS } from './fact-tamperings.js';
import { READ_TAMPERINGS } from './read-tamperings.js';
import { SIGNATURE_TAMPERINGS } from './signature-tamperings.js';
import { STORE_TAMPERINGS } from './store-tamperings.js';
import type { Tampering } from './tampering.js';

const PAGE = join(__dirname, '../../docs/doctor.md');
const HEAD = '| Change | Found as | With a saved checkpoint |\n|---|---|---|\n';

/** Codes that no tampering makes: what cannot be known, notes, and what other tests make. */
const OTHERS: readonly FindingCode[] = [
  'attachment-missing',
  'check-failed',
  'epoch-lost',
  'event-shape',
  'event-text',
  'event-type',
  'fact-unknown',
  'history-unproven',
  'id-like-name',
  'key-store-differs',
  'key-unannounced',
  'read-missing',
  'rows-unchecked',
  'saved-checkpoint',
  'tree-incomplete',
];

const listed = (codes: readonly string[], as: Tampering['as']): string => {
  if (codes.length === 0) return 'cannot be known';
  const names = [...new Set(codes)].map((code) => `\`${code}\``).join(' or ');
  return as === undefined ? names : `${names} (${as})`;
};

const rowOf = ({
  name,
  found,
  foundWithCheckpoint = found,
  as,
}: Pick<Tampering, 'name' | 'found' | 'foundWithCheckpoint' | 'as'>) =>
  `| ${name} | ${listed(found, as)} | ${listed(foundWithCheckpoint, as)} |\n`;

const KINDS = [
  ...EVENT_TAMPERINGS,
  ...SIGNED_TAMPERINGS,
  ...FACT_TAMPERINGS.map(({ name }) => ({ name, found: [FACT_CODE] })),
  ...STORE_TAMPERINGS,
  ...READ_TAMPERINGS,
  ...ERASURE_TAMPERINGS,
  ...SIGNATURE_TAMPERINGS.map(({ name, found, as }) => ({ name, found: [found], ...(as && { as }) })),
];

describe('the table of tamperings', () => {
  it('is that of docs/doctor.md', () => {
    const page = readFileSync(PAGE, 'utf8');
    const table = HEAD + KINDS.map(rowOf).join('');
    const start = page.indexOf(HEAD);
    const end = page.indexOf('\n\n', start);
    if (process.env['PUBLISH_TAMPERINGS'] === 'true')
      writeFileSync(PAGE, `${page.slice(0, start)}${table}${page.slice(end + 1)}`);
    else expect(page.slice(start, end + 1)).toBe(table);
  });

  it('has every code that a change of the stores can lead to', () => {
    const made = new Set<string>(
      KINDS.flatMap(({ found, ...kind }) => [
        ...found,
        ...('foundWithCheckpoint' in kind ? (kind.foundWithCheckpoint ?? []) : []),
      ]),
    );
    expect(Object.keys(FINDING_MEANINGS).filter((code) => !made.has(code))).toEqual(OTHERS);
  });
});
