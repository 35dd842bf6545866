import type { Tombstone } from '@ledgerdesk/sealing';
import { compareErasures, type ErasureList, type ErasureRecords } from './compare-erasures.js';

const AT = '2026-11-20T00:00:00.000Z';
const GRACE = '2026-11-25T00:00:00.000Z';
const LABEL = 'member acme.aiko';

const tombstone = (id = 'acme.aiko', erasedAt = AT): Tombstone => ({
  subject: { kind: 'member', id },
  keyId: 'k',
  erasedAt,
});

const list = (...erasures: readonly Tombstone[]): ErasureList => ({ place: 'list', erasures, isBehind: false });

const found = (changes: Partial<Omit<ErasureRecords, 'log'>> & { log?: Partial<ErasureRecords['log']> }) => {
  const { log, ...others } = changes;
  const recorded = { requested: new Set([LABEL]), completed: new Set([LABEL]), lost: [], lastRecordedAt: GRACE };
  const before = [tombstone()];
  const records: ErasureRecords = { before, after: before, lists: [], ...others, log: { ...recorded, ...log } };
  return compareErasures(records, GRACE).map(({ state, code }) => `${state} ${code}`);
};

describe('the records of erasures', () => {
  it('agree', () => {
    expect(found({})).toEqual([]);
    expect(found({ lists: [list(tombstone())] })).toEqual([]);
    expect(found({ log: { completed: new Set() } })).toEqual([]);
    expect(found({ before: [], log: { completed: new Set() } })).toEqual([]);
  });

  it('show a tombstone that nobody requested', () => {
    const log = { requested: new Set<string>(), completed: new Set<string>() };
    expect(found({ log })).toEqual(['damage tombstone-unrecorded']);
    expect(found({ log, lists: [list(tombstone())] })).toEqual(['unknown tombstone-unrecorded']);
    const lost = [{ from: '2026-11-19T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' }];
    expect(found({ log: { ...log, lost } })).toEqual(['unknown tombstone-unrecorded']);
  });

  it('have keys that were lost, of which the log says nothing, and lists must name', () => {
    const lost: Tombstone = { subject: { kind: 'lost', id: 'k-2' }, keyId: 'k-2', erasedAt: AT };
    const both = [tombstone(), lost];
    expect(found({ before: both, after: both, lists: [list(...both)] })).toEqual([]);
    expect(found({ before: both, after: both, lists: [list(tombstone())] })).toEqual(['damage erasure-unlisted']);
  });

  it('show an erasure of which the key store knows nothing', () => {
    expect(found({ before: [], after: [] })).toEqual(['damage tombstone-missing']);
    const log = { requested: new Set<string>(), completed: new Set<string>() };
    expect(found({ before: [], after: [], log, lists: [list(tombstone())] })).toEqual(['damage erasure-undone']);
  });

  it('leave one question open without a key store, if somebody was erased', () => {
    const [before, after] = [undefined, undefined];
    const log = { requested: new Set([LABEL]), completed: new Set([LABEL, 'member acme.ben']) };
    expect(found({ before, after, log, lists: [list(tombstone())] })).toEqual(['unknown tombstone-missing']);
    const nobody = { requested: new Set<string>(), completed: new Set<string>() };
    expect(found({ before, after, log: nobody, lists: [list(tombstone())] })).toEqual(['unknown tombstone-missing']);
    expect(found({ before, after, log: nobody, lists: [list()] })).toEqual([]);
  });

  it('show an erasure that a list lacks, unless it is to be added yet', () => {
    expect(found({ lists: [list()] })).toEqual(['damage erasure-unlisted']);
    expect(found({ lists: [{ ...list(), isBehind: true }] })).toEqual(['note erasure-unlisted']);
    const late = tombstone('acme.aiko', '2026-11-26T00:00:00.000Z');
    expect(found({ before: [late], lists: [list()] })).toEqual(['note erasure-unlisted']);
  });
});
