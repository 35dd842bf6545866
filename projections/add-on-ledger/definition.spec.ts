import { isRefusal } from '@ledgerdesk/kernel';
import { rowsAfter, readerAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { addOnLedger } from './definition.js';
import { addOnsOf, chargesOf } from './queries.js';

const purchasedAt = '2026-11-22T00:00:00.000Z';
const effectiveAt = '2026-11-30T15:00:00.000Z';
const period = { from: '2026-11-01', to: '2026-12-01' };
const purchased = anEvent('AddOnPurchased', {}, purchasedAt);
const scheduled = anEvent('AddOnRemovalScheduled', { effectiveAt });
const charged = anEvent('ChargeIssued', { effectiveAt: purchasedAt }, purchasedAt);

const statesAt = async (at: string, ...fixtures: readonly EventFixture[]): Promise<string[]> =>
  (await addOnsOf(readerAfter(addOnLedger, ...fixtures), 'acme', at)).map(
    ({ product, state }) => `${product} ${state}`,
  );

describe('the add-on ledger', () => {
  it('P2 keeps the edition, seats and period of a purchase', () => {
    expect(rowsAfter(addOnLedger, purchased).get('acme.dropbox')).toEqual({
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

  it('P9 keeps each charge with the figures it was calculated from', () => {
    expect(rowsAfter(addOnLedger, purchased, charged).get('acme.dropbox.ch-1')).toEqual({
      kind: 'charge',
      agreedBy: 'sam',
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

  it('P7, P11 shows an add-on as active, scheduled for removal, and ended once the removal takes effect', async () => {
    expect(await statesAt(purchasedAt, purchased)).toEqual(['dropbox active']);
    expect(await statesAt('2026-11-30T14:59:59.999Z', purchased, scheduled)).toEqual(['dropbox removal-scheduled']);
    expect(await statesAt(effectiveAt, purchased, scheduled)).toEqual(['dropbox ended']);
    expect(await statesAt(effectiveAt)).toEqual([]);
  });

  it('P10 moves an add-on to the next period with each renewal', () => {
    const renewed = anEvent('AddOnRenewed', { seats: 30 });
    expect(rowsAfter(addOnLedger, purchased, renewed).get('acme.dropbox')).toMatchObject({
      seats: 30,
      period: { from: '2026-12-01', to: '2027-01-01' },
      renewsAt: '2026-12-31T15:00:00.000Z',
    });
  });

  it('P8 has the seats that were added', () => {
    expect(rowsAfter(addOnLedger, purchased, anEvent('AddOnSeatsChanged')).get('acme.dropbox')).toMatchObject({
      seats: 30,
    });
    const added = anEvent('ChargeIssued', { chargeId: 'seats-q-4', reason: 'seats', seats: 5 });
    expect(rowsAfter(addOnLedger, purchased, added).get('acme.dropbox.seats-q-4')).toMatchObject({
      reason: 'seats',
      seats: 5,
    });
  });

  it('P14 has the current edition and the one scheduled for the renewal', () => {
    const [up, down, kept] = [
      anEvent('EditionChanged'),
      anEvent('EditionChangeScheduled'),
      anEvent('EditionChangeWithdrawn'),
    ];
    expect(rowsAfter(addOnLedger, purchased, up).get('acme.dropbox')).toMatchObject({
      edition: 'enhanced',
      scheduledEdition: null,
    });
    expect(rowsAfter(addOnLedger, purchased, up, down).get('acme.dropbox')).toMatchObject({
      edition: 'enhanced',
      scheduledEdition: 'essentials',
    });
    expect(rowsAfter(addOnLedger, purchased, up, down, kept).get('acme.dropbox')).toMatchObject({
      edition: 'enhanced',
      scheduledEdition: null,
    });
    expect(
      rowsAfter(addOnLedger, purchased, up, down, anEvent('EditionChanged', { to: 'essentials' })).get('acme.dropbox'),
    ).toMatchObject({ edition: 'essentials', scheduledEdition: null });
  });

  it('P12 shows an add-on as active after its removal was withdrawn', async () => {
    expect(await statesAt(effectiveAt, purchased, scheduled, anEvent('AddOnRemovalWithdrawn'))).toEqual([
      'dropbox active',
    ]);
  });

  it('has no row for an add-on without a purchase event', () => {
    const changes = [
      'AddOnRemovalScheduled',
      'AddOnRemovalWithdrawn',
      'AddOnRenewed',
      'AddOnSeatsChanged',
      'EditionChanged',
      'EditionChangeScheduled',
      'EditionChangeWithdrawn',
    ] as const;
    expect(rowsAfter(addOnLedger, ...changes.map((type) => anEvent(type))).size).toBe(0);
  });

  it('P7 shows an add-on as active after it was bought again', async () => {
    expect(
      await statesAt(
        '2026-12-24T00:00:00.000Z',
        purchased,
        scheduled,
        anEvent('AddOnPurchased', {}, '2026-12-02T00:00:00.000Z'),
      ),
    ).toEqual(['dropbox active']);
  });

  it('P13 tracks the add-ons of each product separately', async () => {
    const dash = anEvent('AddOnPurchased', { product: 'dash' });
    expect(await statesAt(effectiveAt, purchased, dash, scheduled)).toEqual(['dash active', 'dropbox ended']);
  });

  it('returns only the add-ons and charges of the team', async () => {
    const other = readerAfter(
      addOnLedger,
      anEvent('AddOnPurchased', { teamId: 'globex' }),
      anEvent('ChargeIssued', { teamId: 'globex' }),
    );
    expect(await addOnsOf(other, 'acme', effectiveAt)).toEqual([]);
    expect(await chargesOf(other, 'acme')).toEqual({ items: [] });
  });

  it('P9 lists charges latest due first, in pages, and refuses a malformed cursor', async () => {
    const reader = readerAfter(
      addOnLedger,
      purchased,
      charged,
      anEvent('ChargeIssued', { chargeId: 'ch-2', effectiveAt: null }, '2026-12-02T00:00:00.000Z'),
    );
    const first = await chargesOf(reader, 'acme', { limit: 1 });
    if (isRefusal(first)) throw new Error(first.message);
    expect(first.items).toEqual([expect.objectContaining({ chargeId: 'ch-2' })]);
    expect(await chargesOf(reader, 'acme', { limit: 1, cursor: first.next })).toEqual({
      items: [expect.objectContaining({ chargeId: 'ch-1' })],
    });
    expect(await chargesOf(reader, 'acme', { cursor: 'no cursor' })).toMatchObject({ code: 'cursor-malformed' });
  });

  it('P10 sorts renewals that were recorded late by their due time', async () => {
    const late = (month: string) =>
      anEvent(
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
