import { aScope, eventsOf, idsOf, samples } from './samples.js';
import type { EventRun, EventStore } from '../port.js';

const RUNS = 200;
const STREAMS = 20;

/** Runs of one to three events, which alternate between streams. */
const alternatingRuns = (scope: string): readonly EventRun[] => {
  const revisions = new Map<string, number>();
  return Array.from({ length: RUNS }, (_, number) => {
    const stream = `${scope}-${(number * 7) % STREAMS}`;
    const last = revisions.get(stream);
    const events = samples(1 + (number % 3));
    revisions.set(stream, (last ?? -1) + events.length);
    return { stream, expected: last ?? 'no-stream', events };
  });
};

const yielding = async function* (runs: readonly EventRun[]): AsyncGenerator<EventRun> {
  yield* runs;
};

const appendInOrder = async (store: EventStore, runs: readonly EventRun[]): Promise<void> => {
  if (store.appendInOrder) return store.appendInOrder(yielding(runs));
  for (const { stream, expected, events } of runs) await store.append(stream, expected, events);
};

/** Appends of runs of events in order, where a store has a way of its own for them. */
export const orderedAppends = (store: () => EventStore): void => {
  describe('appends in order', () => {
    it('records runs of many streams in their order, and nothing when they are repeated', async () => {
      const scope = aScope();
      const runs = alternatingRuns(scope);
      const ids = idsOf(runs.flatMap(({ events }) => events));
      const filter = { streamPrefixes: [scope] };
      await appendInOrder(store(), runs.slice(0, RUNS / 2));
      await appendInOrder(store(), runs);
      expect(idsOf(await eventsOf(store(), { filter }))).toEqual(ids);
      await appendInOrder(store(), runs);
      expect(idsOf(await eventsOf(store(), { filter }))).toEqual(ids);
    });

    it('rejects at a run that does not fit its stream, and has recorded those before it', async () => {
      const scope = aScope();
      const runs = alternatingRuns(scope);
      const [intruder] = samples(1);
      const { stream } = runs[5] ?? { stream: '' };
      if (intruder) await store().append(stream, 'no-stream', [intruder]);
      await expect(appendInOrder(store(), runs)).rejects.toThrow(`Stream ${stream} is at revision 0`);
      const found = idsOf(await eventsOf(store(), { filter: { streamPrefixes: [scope] } }));
      expect(found.slice(1)).toEqual(expect.arrayContaining(idsOf(runs.slice(0, 5).flatMap(({ events }) => events))));
    });
  });
};
