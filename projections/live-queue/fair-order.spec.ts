import fc from 'fast-check';
import { fairOrder } from './fair-order.js';

const place = (n: number): string => String(n).padStart(4, '0');
const waits = (n: number, teamId: string, terms: 'premium' | 'standard' = 'premium', front?: number) => ({
  place: place(n),
  frontPlace: front === undefined ? null : place(front),
  teamId,
  terms,
});
const order = (waiting: readonly ReturnType<typeof waits>[], taken: Readonly<Record<string, number>> = {}) =>
  fairOrder(waiting, new Map(Object.entries(taken).map(([team, n]) => [team, place(n)]))).map(({ place: at }) =>
    Number(at),
  );

describe('the order in which requests are served', () => {
  it('K4 is first in, first out among teams with one request each, and within a team', () => {
    expect(order([waits(3, 'c'), waits(1, 'a'), waits(2, 'b')])).toEqual([1, 2, 3]);
    expect(order([waits(3, 'a'), waits(1, 'a'), waits(2, 'a')])).toEqual([1, 2, 3]);
  });

  it('K4 takes turns among teams with several requests', () => {
    expect(order([waits(1, 'a'), waits(2, 'a'), waits(3, 'a'), waits(4, 'b'), waits(5, 'b'), waits(6, 'c')])).toEqual([
      1, 4, 6, 2, 5, 3,
    ]);
  });

  it('K4 puts a team whose request was taken behind those that waited then, and before those that came later', () => {
    expect(order([waits(2, 'a'), waits(3, 'b'), waits(9, 'c')], { a: 5 })).toEqual([3, 2, 9]);
  });

  it('K4 ignores turns that a team had before its oldest request', () => {
    expect(order([waits(6, 'a'), waits(7, 'b')], { a: 5 })).toEqual([6, 7]);
  });

  it('L7 serves premium before standard, regardless of the place', () => {
    expect(order([waits(1, 'a', 'standard'), waits(2, 'a'), waits(3, 'b', 'standard'), waits(4, 'c')])).toEqual([
      2, 4, 1, 3,
    ]);
  });

  it('K4 serves first what was put at the front, in the order in which that happened', () => {
    const front = (n: number, at: number) => waits(n, 'a', 'standard', at);
    expect(order([waits(1, 'b'), front(2, 9), front(3, 8), waits(4, 'a')], { a: 5 })).toEqual([3, 2, 1, 4]);
  });

  const waiting = fc
    .array(
      fc.record({
        team: fc.constantFrom('a', 'b', 'c'),
        terms: fc.constantFrom('premium' as const, 'standard' as const),
      }),
    )
    .map((requests) => requests.map(({ team, terms }, n) => waits(n, team, terms)));
  const taken = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.nat(60));

  it('K4 has every request once, and no team has two more served than another that still waits', () => {
    fc.assert(
      fc.property(waiting, taken, (requests, turns) => {
        const served = fairOrder(requests, new Map(Object.entries(turns).map(([team, n]) => [team, place(n)])));
        expect([...served].sort((a, b) => (a.place < b.place ? -1 : 1))).toEqual(requests);
        for (const terms of ['premium', 'standard'] as const) {
          const inTerms = served.filter((one) => one.terms === terms);
          inTerms.forEach((_, index) => {
            const before = inTerms.slice(0, index);
            const counts = new Map(inTerms.slice(index).map(({ teamId }) => [teamId, 0]));
            for (const { teamId } of before) if (counts.has(teamId)) counts.set(teamId, (counts.get(teamId) ?? 0) + 1);
            expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1);
          });
        }
      }),
    );
  });
});
