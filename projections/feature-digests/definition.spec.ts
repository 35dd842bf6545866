import { readerAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { featureDigests } from './definition.js';
import { readDigestReport } from './queries.js';

const digest = (
  teamId: string,
  features: readonly string[],
  recipients: readonly string[],
  quarter = '2026-Q4',
  at = '2027-01-01T00:00:00.000Z',
): EventFixture =>
  anEvent(
    'FeatureDigestSent',
    { teamId, quarter, recipients, features: features.map((feature) => ({ feature, count: 0 })) },
    at,
  );
const report = (filter: Parameters<typeof readDigestReport>[1], ...fixtures: readonly EventFixture[]) =>
  readDigestReport(readerAfter(featureDigests, ...fixtures), filter);

const fixtures = [
  digest('globex', ['sign', 'rewind'], ['gil']),
  digest('acme', ['sign', 'transfer'], ['aiko', 'ben']),
  digest('acme', ['rewind'], [], '2027-Q1', '2027-04-01T00:00:00.000Z'),
];

describe('the digest report', () => {
  it('Q1 Q2 counts teams, recipients and features by quarter', async () => {
    expect(await report({}, ...fixtures)).toEqual({
      items: [
        {
          quarter: '2026-Q4',
          teams: 2,
          recipients: 3,
          mailed: 0,
          notMailed: [],
          unconfirmed: 3,
          features: [
            { feature: 'rewind', teams: 1 },
            { feature: 'sign', teams: 2 },
            { feature: 'transfer', teams: 1 },
          ],
        },
        {
          quarter: '2027-Q1',
          teams: 1,
          recipients: 0,
          mailed: 0,
          notMailed: [],
          unconfirmed: 0,
          features: [{ feature: 'rewind', teams: 1 }],
        },
      ],
    });
  });

  it('Q1 counts mails as sent only if they were, and the others by reason; the last outcome counts', async () => {
    const key = { teamId: 'acme', quarter: '2026-Q4' };
    const notMailed = (memberIds: readonly string[], reason: 'late' | 'undeliverable') =>
      anEvent('DigestNotMailed', { ...key, memberIds, reason });
    const { items } = await report(
      {},
      digest('acme', ['sign'], ['aiko', 'ben', 'cho', 'dai', '__proto__']),
      notMailed(['aiko', 'ben'], 'undeliverable'),
      notMailed(['cho', '__proto__'], 'late'),
      anEvent('DigestMailed', { ...key, memberIds: ['aiko'] }),
    );
    expect(items).toMatchObject([
      {
        recipients: 5,
        mailed: 1,
        notMailed: [
          { reason: 'late', mails: 2 },
          { reason: 'undeliverable', mails: 1 },
        ],
        unconfirmed: 1,
      },
    ]);
  });

  it('filters by team and send time', async () => {
    expect((await report({ team: 'acme' }, ...fixtures)).items.map(({ teams }) => teams)).toEqual([1, 1]);
    expect((await report({ from: '2027-04-01T00:00:00.000Z' }, ...fixtures)).items).toMatchObject([
      { quarter: '2027-Q1' },
    ]);
    expect((await report({ to: '2027-04-01T00:00:00.000Z' }, ...fixtures)).items).toMatchObject([
      { quarter: '2026-Q4' },
    ]);
    expect(await report({})).toEqual({ items: [] });
  });
});
