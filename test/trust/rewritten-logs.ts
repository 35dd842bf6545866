import { canonicalJson, type Json } from '@ledgerdesk/ledger';
import { type SampleEvent, sampleEvents } from '../support/ledger/sample-ledger.js';
import type { CaseRandom } from './case-random.js';

/** What an operator can do to the events of a log before `size`, whose checkpoint an auditor has saved. */
export type Rewrite = (events: readonly SampleEvent[], size: number, random: CaseRandom) => readonly SampleEvent[];

type Data = Readonly<Record<string, Json>>;
const dataOf = ({ data }: SampleEvent): Data => JSON.parse(data) as Data;
const withData = (event: SampleEvent, change: (data: Data) => Data): SampleEvent => ({
  ...event,
  data: canonicalJson(change(dataOf(event))),
});

/** Changes one event of a ticket. */
const changing =
  (change: (event: SampleEvent, random: CaseRandom) => SampleEvent): Rewrite =>
  (events, size, random) => {
    const at = random.between(1, size - 1);
    return events.map((event, place) => (place === at ? change(event, random) : event));
  };

/** Events that are recorded in place of those that are gone, so that the log is no shorter. */
const refilled = (events: readonly SampleEvent[], size: number): readonly SampleEvent[] =>
  grown(events, size + 8 - events.length, 999);

/** Appends further events of the same tickets. */
export const grown = (events: readonly SampleEvent[], more: number, seed: number): readonly SampleEvent[] =>
  renumbered([...events, ...sampleEvents(events.length + more, { seed }).slice(events.length)]);

/** Renumbers the events of each stream. */
const renumbered = (events: readonly SampleEvent[]): readonly SampleEvent[] => {
  const next = new Map<string, number>();
  return events.map((event) => {
    const revision = next.get(event.stream) ?? 0;
    next.set(event.stream, revision + 1);
    return { ...event, revision };
  });
};

/** Ways to rewrite a log that `doctor` found nothing wrong with before the log had a tree, and others. */
export const REWRITES: Readonly<Record<string, Rewrite>> = {
  'a changed byte': changing((event, random) => {
    const id = [...event.id];
    const at = random.between(0, id.length - 1);
    id[at] = id[at] === 'x' ? 'y' : 'x';
    return { ...event, id: id.join('') };
  }),
  'a falsified value': changing((event) => withData(event, (data) => ({ ...data, priority: 7 }))),
  'another actor': changing((event) => ({ ...event, metadata: event.metadata.replace('kenji', 'aiko') })),
  'recordedAt a year back': changing((event) => ({ ...event, recordedAt: event.recordedAt.replace('2026', '2025') })),
  'two swapped events': (events, size, random) => {
    const at = random.between(1, size - 2);
    const [one, other] = [events[at], events[at + 1]];
    return one && other ? events.with(at, other).with(at + 1, one) : events;
  },
  'swapped boxes': (events, size, random) => {
    const at = random.between(1, size - 2);
    const [one, other] = [events[at], events[at + 1]];
    if (!one || !other) return events;
    const [box, otherBox] = [dataOf(one)['$sealed'] ?? null, dataOf(other)['$sealed'] ?? null];
    return events
      .with(at, { ...withData(one, (data) => ({ ...data, $sealed: otherBox })), ...opened(other) })
      .with(at + 1, { ...withData(other, (data) => ({ ...data, $sealed: box })), ...opened(one) });
  },
  'a forged event': (events, size, random) => {
    const at = random.between(1, size - 1);
    const model = events[at];
    return model ? renumbered(events.toSpliced(at, 0, { ...model, id: 'forged' })) : events;
  },
  'a removed event': (events, size, random) => {
    const at = random.between(1, size - 1);
    return refilled(renumbered(events.toSpliced(at, 1)), events.length);
  },
  'the last events gone and others recorded': (events, size, random) =>
    refilled(events.slice(0, random.between(1, size - 1)), events.length),
  'a removed ticket, the others renumbered': (events, size, random) => {
    const { stream } = events[random.between(1, Math.min(2, size - 1))] ?? { stream: '' };
    return refilled(
      events.filter((event) => event.stream !== stream),
      events.length,
    );
  },
};

const opened = ({ opening }: SampleEvent): Pick<SampleEvent, 'opening'> => (opening ? { opening } : {});
