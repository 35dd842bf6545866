import { rowsAfter, readerAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { timers } from './definition.js';
import { nextDue } from './queries.js';

const purchased = (occurredAt: string, product = 'dropbox') => anEvent('AddOnPurchased', { product }, occurredAt);
const removal = (effectiveAt: string, product = 'dropbox') =>
  anEvent('AddOnRemovalScheduled', { product, effectiveAt });
const sent = (quarter: string) => anEvent('FeatureDigestSent', { quarter });
const BOUGHT = purchased('2026-11-22T00:00:00.000Z');
const END = '2027-01-01T00:00:00.000Z';

const digest = (...fixtures: readonly EventFixture[]) => rowsAfter(timers, ...fixtures).get('feature-digest.acme');

describe('feature digest timers', () => {
  it('Q1 are due at the end of the calendar quarter, one for each team with an add-on', () => {
    expect(digest(BOUGHT)).toEqual({
      kind: 'feature-digest',
      at: END,
      teamId: 'acme',
      quarter: '2026-Q4',
      addOns: { dropbox: null },
    });
    const rows = rowsAfter(timers, BOUGHT, purchased('2026-11-23T00:00:00.000Z', 'dash'));
    expect([...rows.values()].filter(({ kind }) => kind === 'feature-digest')).toHaveLength(1);
    expect(digest(purchased(END))).toMatchObject({ at: '2027-04-01T00:00:00.000Z' });
  });

  it('Q1 are armed for the next quarter after a digest is sent', () => {
    expect(digest(BOUGHT, sent('2026-Q4'))).toMatchObject({ quarter: '2027-Q1', at: '2027-04-01T00:00:00.000Z' });
    expect(digest(BOUGHT, sent('2026-Q4'), purchased('2027-01-02T00:00:00.000Z', 'dash'))).toMatchObject({
      quarter: '2027-Q1',
    });
    expect(digest(BOUGHT, sent('2026-Q4'), purchased('2026-12-31T00:00:00.000Z', 'dash'))).toMatchObject({
      quarter: '2027-Q1',
    });
    expect(digest(BOUGHT, sent('2026-Q4'), sent('2026-Q3'))).toMatchObject({ quarter: '2027-Q1' });
  });

  it('P2 are not armed if no add-on is active when the quarter ends', () => {
    expect(digest(BOUGHT, removal(END))).toMatchObject({ at: null });
    expect(digest(BOUGHT, removal('2027-01-01T00:00:00.001Z'))).toMatchObject({ at: END });
    expect(digest(BOUGHT, purchased('2026-11-23T00:00:00.000Z', 'dash'), removal(END))).toMatchObject({ at: END });
    expect(digest(BOUGHT, removal(END), anEvent('AddOnRemovalWithdrawn'))).toMatchObject({ at: END });
    expect(digest(BOUGHT, removal('2026-11-30T00:00:00.000Z'), purchased('2027-05-01T00:00:00.000Z'))).toMatchObject({
      quarter: '2027-Q2',
      at: '2027-07-01T00:00:00.000Z',
    });
  });

  it("C5 are not created for a Champion's entitlement", () => {
    expect(rowsAfter(timers, anEvent('ChampionNamed')).size).toBe(0);
  });
});

describe('reservation timers', () => {
  const reserved = anEvent('ConsultantReserved', { until: '2026-11-27T07:35:00.000Z' });

  it("release a consultant's time unless it is confirmed or released before", async () => {
    expect(await nextDue(readerAfter(timers, BOUGHT, reserved), 1)).toMatchObject([
      {
        key: 'consultant-release.kenji.con-1',
        row: {
          at: '2026-11-27T07:35:00.000Z',
          kind: 'consultant-release',
          consultantId: 'kenji',
          appointmentId: 'con-1',
        },
      },
    ]);
    for (const settled of [anEvent('ConsultantConfirmed'), anEvent('ConsultantReleased')])
      expect(rowsAfter(timers, reserved, settled).size).toBe(0);
  });
});
