/** What of a waiting request decides its turn. */
interface Turn {
  readonly teamId: string;
  readonly terms: 'premium' | 'standard';
  /** Log position of the request, as `sortablePosition`. */
  readonly place: string;
  /** Log position of its transfer to the front of the queue, as `sortablePosition`; null if there was none. */
  readonly frontPlace: string | null;
}

const byFrontPlace = (a: Turn, b: Turn): number => ((a.frontPlace ?? '') < (b.frontPlace ?? '') ? -1 : 1);
const byPlace = (a: Turn, b: Turn): number => (a.place < b.place ? -1 : 1);

/** Splits a list by a key, each part in the order of the list. */
const partsOf = <T>(list: readonly T[], keyOf: (item: T) => string): readonly (readonly [string, readonly T[]])[] => {
  const parts = new Map<string, T[]>();
  for (const item of list) {
    const part = parts.get(keyOf(item));
    if (part) part.push(item);
    else parts.set(keyOf(item), [item]);
  }
  return [...parts];
};

/**
 * The order in which waiting requests are served: those that an agent has put at the front, first transferred, first
 * served; then premium before standard (L7), and each in turns of the teams (K4).
 * A team's turn comes by the place of its oldest request, but after the requests that already waited when its last one
 * was taken. So teams that wait for one request each are served first in, first out, and a team that has many waiting
 * delays another by one request. `lastTaken`: when a request of each team was last taken, as a place.
 */
export const fairOrder = <T extends Turn>(waiting: readonly T[], lastTaken: ReadonlyMap<string, string>): T[] => {
  const inTurns = (requests: readonly T[]): T[] => {
    const teams = partsOf([...requests].sort(byPlace), ({ teamId }) => teamId)
      .map(([teamId, own]) => {
        const [oldest, taken] = [own[0]?.place ?? '', lastTaken.get(teamId) ?? ''];
        return { own, turn: oldest > taken ? oldest : taken };
      })
      .sort((a, b) => (a.turn < b.turn ? -1 : 1));
    const rounds = Math.max(0, ...teams.map(({ own }) => own.length));
    return Array.from({ length: rounds }, (_, round) => teams.flatMap(({ own }) => own.slice(round, round + 1))).flat();
  };
  const inLine = waiting.filter(({ frontPlace }) => frontPlace === null);
  return [
    ...waiting.filter(({ frontPlace }) => frontPlace !== null).sort(byFrontPlace),
    ...inTurns(inLine.filter(({ terms }) => terms === 'premium')),
    ...inTurns(inLine.filter(({ terms }) => terms === 'standard')),
  ];
};
