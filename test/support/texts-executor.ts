import { START } from './application.js';
import { MemoryEventStore } from './memory-event-store.js';
import { timelineOf, policies } from './policies.js';
import type { EventToAppend, EventToSeal, ExpectedRevision } from '@ledgerdesk/event-store';
import type { DomainEvent, Instant, Refusal } from '@ledgerdesk/kernel';
import { manualClock } from './manual-clock.js';
import { derivedId } from '../../libs/application/envelope.js';
import { CommandExecutor, type CommandTask } from '../../libs/application/command-executor.js';
import type { FactReader } from '../../libs/application/fact-reader.js';
import { EngineClock } from '../../libs/application/engine-clock.js';

/** The state of a stream in these tests: the texts of its events. */
export type Texts = readonly string[];
/** A command on a stream of texts. */
export type Task = CommandTask<object, Texts, FactReader>;
/** Decides events from the texts of a stream. */
export type Decide = (texts: Texts, at: Instant) => readonly DomainEvent[] | Refusal;
/** Folds the texts of events. */
export const evolver = {
  initial: [] as Texts,
  evolve: (texts: Texts, { data }: DomainEvent): Texts => ('text' in data ? [...texts, String(data.text)] : texts),
};
/** An event with this text. */
export const said = (text: string): DomainEvent => ({ type: 'Said', data: { text } });
/** A command on the stream of texts. */
export const task = (decide: Decide, overrides: Partial<Task> = {}): Task => ({
  stream: 'talk-1',
  decider: { ...evolver, decide: ({ at }, texts) => decide(texts, at) },
  input: {},
  facts: async (reader) => reader,
  ...overrides,
});
/** A command that records these texts. */
export const say = (...texts: readonly string[]): Task => task(() => texts.map(said));
/** A text of a mebibyte. */
export const MiB = 'x'.repeat(1_048_576);

/** An executor with its store and its clock. */
export const anExecutor = (store = new MemoryEventStore(), clock = manualClock(START)) => ({
  store,
  clock,
  executor: new CommandExecutor(store, new EngineClock(clock), timelineOf(policies)),
});

/** Appends an event of another writer just before each of the first appends. */
export class ContestedStore extends MemoryEventStore {
  constructor(private rivals: number) {
    super();
  }

  override async append(stream: string, expected: ExpectedRevision, events: readonly (EventToAppend | EventToSeal)[]) {
    if (this.rivals > 0) {
      this.rivals -= 1;
      const theirs = {
        id: derivedId('rival', String(this.rivals)),
        data: '{"text":"rival"}',
        metadata: '{"commandId":"rival"}',
      };
      await super.append(
        stream,
        'any',
        events.slice(0, 1).map((event) => ({ ...event, ...theirs })),
      );
    }
    return super.append(stream, expected, events);
  }
}
