import { isRefusal } from '@ledgerdesk/kernel';
import { folded, readerAfter } from '../../test/support/folded.js';
import { happened, type Happening } from '../../test/support/recorded.js';
import { addOnLedger } from './definition.js';
import { addOnsOf, chargesOf } from './queries.js';

const purchasedAt = '2026-11-22T00:00:00.000Z';
const effectiveAt = '2026-11-30T15:00:00.000Z';
const period = { from: '2026-11-01', to: '2026-12-01' };
const purchased = happened('AddOnPurchased', {}, purchasedAt);
const scheduled = happened('AddOnRemovalScheduled', { effectiveAt });
const charged = happened('ChargeIssued', { effectiveAt: purchasedAt }, purchasedAt);

const statesAt = async (at: string, ...happenings: readonly Happening[]): Promise<string[]> =>
  (await addOnsOf(readerAfter(addOnLedger, ...happenings), 'acme', at)).map(
    ({ product, state }) => `${product} ${state}`,
  );

describe('the add-on ledger', () => {
  it('P2 keeps what was bought, and for which period', () => {
    expect(folded(addOnLedger, purchased).get('acme.dropbox')).toEqual({
      kind: 'add-on',
      teamId: 'acme',
      product: 'dropbox',
      edition: 'essentials',
      seats: 25,
      purchasedAt,
      period,
      renewsAt: effectiveAt,
      removalEffectiveAt: null,
      scheduledEdition: null,
    });
  });

  it('P9 keeps each charge with what it was reckoned from', () => {
    expect(folded(addOnLedger, purchased, charged).get('acme.dropbox.ch-1')).toEqual({
      kind: 'charge',
      teamId: 'acme',
      product: 'dropbox',
      chargeId: 'ch-1',
      reason: 'upgrade',
      edition: 'enhanced',
      amount: { minor: 4500, currency: 'JPY' },
      exact: { numerator: '135000', denominator: '30' },
      unitPrice: { minor: 1050, currency: 'JPY' },
      replaces: { minor: 450, currency: 'JPY' },
      seats: 25,
      remainingDays: 9,
      periodDays: 30,
      period,
      effectiveAt: purchasedAt,
      issuedAt: purchasedAt,
    });
  });

  it('P7, P11 tells whether an add-on can be removed, kept or added: entitled until the removal takes effect', async () => {
    expect(await statesAt(purchasedAt, purchased)).toEqual(['dropbox active']);
    expect(await statesAt('2026-11-30T14:59:59.999Z', purchased, scheduled)).toEqual(['dropbox removal-scheduled']);
    expect(await statesAt(effectiveAt, purchased, scheduled)).toEqual(['dropbox ended']);
    expect(await statesAt(effectiveAt)).toEqual([]);
  });

  it('P10 goes into the next period with each renewal', () => {
    const renewed = happened('AddOnRenewed', { seats: 30 });
    expect(folded(addOnLedger, purchased, renewed).get('acme.dropbox')).toMatchObject({
      seats: 30,
      period: { from: '2026-12-01', to: '2027-01-01' },
      renewsAt: '2026-12-31T15:00:00.000Z',
    });
  });

  it('P14 has the edition of today, and the one that waits for the renewal', () => {
    const [up, down, kept] = [
      happened('EditionChanged'),
      happened('EditionChangeScheduled'),
      happened('EditionChangeWithdrawn'),
    ];
    expect(folded(addOnLedger, purchased, up).get('acme.dropbox')).toMatchObject({
      edition: 'enhanced',
      scheduledEdition: null,
    });
    expect(folded(addOnLedger, purchased, up, down).get('acme.dropbox')).toMatchObject({
      edition: 'enhanced',
      scheduledEdition: 'essentials',
    });
    expect(folded(addOnLedger, purchased, up, down, kept).get('acme.dropbox')).toMatchObject({
      edition: 'enhanced',
      scheduledEdition: null,
    });
    expect(
      folded(addOnLedger, purchased, up, down, happened('EditionChanged', { to: 'essentials' })).get('acme.dropbox'),
    ).toMatchObject({ edition: 'essentials', scheduledEdition: null });
  });

  it('P12 is active again once the removal was withdrawn', async () => {
    expect(await statesAt(effectiveAt, purchased, scheduled, happened('AddOnRemovalWithdrawn'))).toEqual([
      'dropbox active',
    ]);
  });

  it('keeps nothing of an add-on whose purchase is not in the log it was given', () => {
    const changes = [
      'AddOnRemovalScheduled',
      'AddOnRemovalWithdrawn',
      'AddOnRenewed',
      'EditionChanged',
      'EditionChangeScheduled',
      'EditionChangeWithdrawn',
    ] as const;
    expect(folded(addOnLedger, ...changes.map((type) => happened(type))).size).toBe(0);
  });

  it('P7 is active again once it was bought again', async () => {
    expect(
      await statesAt(
        '2026-12-24T00:00:00.000Z',
        purchased,
        scheduled,
        happened('AddOnPurchased', {}, '2026-12-02T00:00:00.000Z'),
      ),
    ).toEqual(['dropbox active']);
  });

  it('P13 keeps the add-ons of each product apart', async () => {
    const dash = happened('AddOnPurchased', { product: 'dash' });
    expect(await statesAt(effectiveAt, purchased, dash, scheduled)).toEqual(['dash active', 'dropbox ended']);
  });

  it('gives a team its own add-ons and charges only', async () => {
    const other = readerAfter(
      addOnLedger,
      happened('AddOnPurchased', { teamId: 'globex' }),
      happened('ChargeIssued', { teamId: 'globex' }),
    );
    expect(await addOnsOf(other, 'acme', effectiveAt)).toEqual([]);
    expect(await chargesOf(other, 'acme')).toEqual({ items: [] });
  });

  it('P9 lists charges newest first, page by page', async () => {
    const reader = readerAfter(
      addOnLedger,
      purchased,
      charged,
      happened('ChargeIssued', { chargeId: 'ch-2', effectiveAt: null }, '2026-12-02T00:00:00.000Z'),
    );
    const first = await chargesOf(reader, 'acme', { limit: 1 });
    if (isRefusal(first)) throw new Error(first.message);
    expect(first.items).toEqual([expect.objectContaining({ chargeId: 'ch-2' })]);
    expect(await chargesOf(reader, 'acme', { limit: 1, cursor: first.next })).toEqual({
      items: [expect.objectContaining({ chargeId: 'ch-1' })],
    });
    expect(await chargesOf(reader, 'acme', { cursor: 'no cursor' })).toMatchObject({ code: 'cursor-malformed' });
  });

  it('P10 lists renewals that were recorded late by when each fell due', async () => {
    const late = (month: string) =>
      happened(
        'ChargeIssued',
        { chargeId: `renewal-${month}`, effectiveAt: `2027-${month}-01T00:00:00.000Z` },
        '2027-06-15T00:00:00.000Z',
      );
    const page = await chargesOf(
      readerAfter(addOnLedger, purchased, charged, late('01'), late('02'), late('03')),
      'acme',
    );
    expect(isRefusal(page) ? page : page.items.map(({ chargeId }) => chargeId)).toEqual([
      'renewal-03',
      'renewal-02',
      'renewal-01',
      'ch-1',
    ]);
  });
});
