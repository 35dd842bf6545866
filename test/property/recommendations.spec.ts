import { DAY } from '@ledgerdesk/kernel';
import { type Catalogue, rankResources, type Resource } from '@ledgerdesk/domain';
import { recommendations, requestHistoryOf } from '@ledgerdesk/projections';
import fc from 'fast-check';
import { readerAfter } from '../support/projected-rows.js';
import { anEvent } from '../support/recorded-events.js';
import { runs } from '../support/runs.js';

const NOW = '2026-11-27T00:00:00.000Z';
const QUARTER_LIFE_MS = (90 * DAY) / 4;
const aiko = { teamId: 'acme', requesterId: 'aiko' };
const [TYPES, PRODUCTS] = [
  ['sync_upload', 'how_to', 'billing_plan'],
  ['dropbox', 'dash'],
] as const;

const requests = fc.array(
  fc.record({
    product: fc.constantFrom(...PRODUCTS),
    issueType: fc.constantFrom(...TYPES),
    age: fc.nat(5),
    requesterId: fc.constantFrom('aiko', 'aiko', 'ben'),
  }),
  { maxLength: 12 },
);
type Request = typeof requests extends fc.Arbitrary<readonly (infer R)[]> ? R : never;

const catalogues = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      issueTypes: fc.subarray([...TYPES]),
      products: fc.subarray([...PRODUCTS]),
      popularity: fc.nat(2),
    }),
    { selector: ({ id }) => id, minLength: 2 },
  )
  .map((resources): Catalogue => ({
    version: '1',
    resources: resources.map((fields): Resource => ({
      ...fields,
      kind: 'article',
      title: { en: fields.id, ja: fields.id },
      link: 'https://learn.example',
    })),
  }));

/** M2: for each own ticket 2 × issue-type match + 1 × product match, halved every 90 days. */
const scoreOf = ({ issueTypes, products }: Resource, requested: readonly Request[]): number =>
  requested
    .filter(({ requesterId }) => requesterId === 'aiko')
    .map(
      ({ issueType, product, age }) =>
        (2 * Number(issueTypes.includes(issueType)) + Number(products.includes(product))) * 0.5 ** (age / 4),
    )
    .reduce((sum, points) => sum + points, 0);

const rankedFor = async (catalogue: Catalogue, requested: readonly Request[]) => {
  const fixtures = requested.map(({ product, issueType, requesterId, age }, index) =>
    anEvent(
      'TicketOpened',
      { ...aiko, requesterId, product, issueType, ticketId: `t-${index}` },
      new Date(Date.parse(NOW) - age * QUARTER_LIFE_MS).toISOString(),
    ),
  );
  return rankResources(catalogue, await requestHistoryOf(readerAfter(recommendations, ...fixtures), aiko, NOW));
};

/** The smallest difference between distinct scores, and the largest rounding error between equal ones. */
const [DISTINCT, ROUNDING] = [1e-6, 1e-12];

describe('recommendations', () => {
  it("M2 V5 are ranked by the summed score of the requester's own requests, then by popularity, then by id", () =>
    fc.assert(
      fc.asyncProperty(catalogues, requests, async (catalogue, requested) => {
        const ranked = await rankedFor(catalogue, requested);
        for (const { resource, score } of ranked) expect(score).toBeCloseTo(scoreOf(resource, requested), 6);
        ranked.slice(1).forEach(({ resource: second }, index) => {
          const first = ranked[index]?.resource ?? second;
          const ahead = scoreOf(first, requested) - scoreOf(second, requested);
          expect(ahead).toBeGreaterThan(-DISTINCT);
          if (Math.abs(ahead) > ROUNDING) return;
          expect([first.popularity, second.id > first.id]).toEqual(
            first.popularity > second.popularity ? [first.popularity, expect.any(Boolean)] : [second.popularity, true],
          );
        });
      }),
      { numRuns: runs({ short: 400, long: 10_000 }) },
    ));

  it('M2 list every request that adds to the score, with what it matches', () =>
    fc.assert(
      fc.asyncProperty(catalogues, requests, async (catalogue, requested) => {
        for (const {
          resource: { issueTypes, products },
          score,
          reasons,
        } of await rankedFor(catalogue, requested)) {
          expect(reasons.length > 0).toBe(score > 0);
          for (const { product, issueType, matches } of reasons) {
            expect(matches).toEqual([
              ...(issueTypes.includes(issueType ?? '') ? ['issueType'] : []),
              ...(products.includes(product) ? ['product'] : []),
            ]);
            expect(matches).not.toEqual([]);
          }
        }
      }),
    ));
});
