import { DAY } from '@ledgerdesk/kernel';
import { type Catalogue, rankResources, type Resource } from '@ledgerdesk/domain';
import { recommendations, requestHistoryOf } from '@ledgerdesk/projections';
import fc from 'fast-check';
import { readerAfter } from '../support/projected-rows.js';
import { anEvent } from '../support/recorded-events.js';

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
    resources: resources.map((given): Resource => ({
      ...given,
      kind: 'article',
      title: { en: given.id, ja: given.id },
      link: 'https://learn.example',
    })),
  }));

/** M2, word for word: for each own ticket 2 × issue-type match + 1 × product match, half as much every 90 days. */
const scoreOf = ({ issueTypes, products }: Resource, asked: readonly Request[]): number =>
  asked
    .filter(({ requesterId }) => requesterId === 'aiko')
    .map(
      ({ issueType, product, age }) =>
        (2 * Number(issueTypes.includes(issueType)) + Number(products.includes(product))) * 0.5 ** (age / 4),
    )
    .reduce((sum, points) => sum + points, 0);

const rankedFor = async (catalogue: Catalogue, asked: readonly Request[]) => {
  const fixtures = asked.map(({ product, issueType, requesterId, age }, index) =>
    anEvent(
      'TicketOpened',
      { ...aiko, requesterId, product, issueType, ticketId: `t-${index}` },
      new Date(Date.parse(NOW) - age * QUARTER_LIFE_MS).toISOString(),
    ),
  );
  return rankResources(catalogue, await requestHistoryOf(readerAfter(recommendations, ...fixtures), aiko, NOW));
};

/** Scores that can be told apart, and such that are the same but for the last digits of floating-point numbers. */
const [APART, SAME] = [1e-6, 1e-12];

describe('what is recommended', () => {
  it("M2 V5 goes by the sum over one's own requests, however it comes about, then by popularity, then by id", () =>
    fc.assert(
      fc.asyncProperty(catalogues, requests, async (catalogue, asked) => {
        const ranked = await rankedFor(catalogue, asked);
        for (const { resource, score } of ranked) expect(score).toBeCloseTo(scoreOf(resource, asked), 6);
        ranked.slice(1).forEach(({ resource: second }, index) => {
          const first = ranked[index]?.resource ?? second;
          const ahead = scoreOf(first, asked) - scoreOf(second, asked);
          expect(ahead).toBeGreaterThan(-APART);
          if (Math.abs(ahead) > SAME) return;
          expect([first.popularity, second.id > first.id]).toEqual(
            first.popularity > second.popularity ? [first.popularity, expect.any(Boolean)] : [second.popularity, true],
          );
        });
      }),
      { numRuns: 2_000 },
    ));

  it('M2 says of every request that counts for it by what it does', () =>
    fc.assert(
      fc.asyncProperty(catalogues, requests, async (catalogue, asked) => {
        for (const {
          resource: { issueTypes, products },
          score,
          reasons,
        } of await rankedFor(catalogue, asked)) {
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
