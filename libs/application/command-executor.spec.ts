import { accepted, envelope, START } from '../../test/support/application.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { timelineOf, policies } from '../../test/support/policies.js';
import { decode, type EventToAppend, type ExpectedRevision, WrongExpectedRevision } from '@ledgerdesk/event-store';
import {
  type Actor,
  type DomainEvent,
  type Instant,
  isRefusal,
  type Refusal,
  type RefusalReason,
  refuse,
} from '@ledgerdesk/kernel';
import { manualClock } from '../../test/support/manual-clock.js';
import { derivedId } from './envelope.js';
import { CommandExecutor, MAX_STREAM_EVENTS, RESERVED_EVENTS, type CommandTask } from './command-executor.js';
import type { FactReader } from './fact-reader.js';
import { checkPrecondition, type Precondition } from './precondition.js';
import { EngineClock } from './engine-clock.js';

/** The state of a stream in these tests: the texts of its events. */
type Texts = readonly string[];
type Task = CommandTask<object, Texts, FactReader>;
type Decide = (texts: Texts, at: Instant) => readonly DomainEvent[] | Refusal;
const evolver = {
  initial: [] as Texts,
  evolve: (texts: Texts, { data }: DomainEvent): Texts => ('text' in data ? [...texts, String(data.text)] : texts),
};
const said = (text: string): DomainEvent => ({ type: 'Said', data: { text } });
const task = (decide: Decide, overrides: Partial<Task> = {}): Task => ({
  stream: 'talk-1',
  decider: { ...evolver, decide: ({ at }, texts) => decide(texts, at) },
  input: {},
  facts: async (reader) => reader,
  ...overrides,
});
const say = (...texts: readonly string[]): Task => task(() => texts.map(said));
const MiB = 'x'.repeat(1_048_576);

const anExecutor = (store = new MemoryEventStore(), clock = manualClock(START)) => ({
  store,
  clock,
  executor: new CommandExecutor(store, new EngineClock(clock), timelineOf(policies)),
});

/** Appends an event of another writer just before each of the first appends. */
class ContestedStore extends MemoryEventStore {
  constructor(private rivals: number) {
    super();
  }

  override async append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]) {
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

describe('the command executor', () => {
  it('records the decided events and returns the state after them', async () => {
    const { executor, store } = anExecutor();
    expect(await executor.execute(envelope(), say('a', 'b'))).toEqual({
      state: ['a', 'b'],
      revision: 1,
      position: '2',
      repeated: false,
      recorded: 2,
    });
    expect(
      await executor.execute(
        envelope(),
        task((texts) => [said(`${texts.length}`)]),
      ),
    ).toMatchObject({ state: ['a', 'b', '2'], revision: 2 });
    expect(store.log.map(({ data }) => data)).toEqual(['{"text":"a"}', '{"text":"b"}', '{"text":"2"}']);
  });

  it('records nothing if there is nothing to do, and nothing if the command is refused', async () => {
    const { executor, store } = anExecutor();
    expect(await executor.execute(envelope(), say())).toEqual({
      state: [],
      revision: -1,
      position: '0',
      repeated: false,
      recorded: 0,
    });
    const no = refuse('conflict', 'ticket-not-open', 'Not now.');
    expect(
      await executor.execute(
        envelope(),
        task(() => no),
      ),
    ).toBe(no);
    expect(store.log).toEqual([]);
  });

  it('derives event IDs from the command ID, so that a store can detect a repeat', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const { executor, store } = anExecutor();
        await executor.execute(envelope({ commandId: 'c-1' }), say('a', 'b'));
        return store.log.map(({ id }) => id);
      }),
    );
    expect(ids[0]).toEqual(ids[1]);
    expect(new Set(ids[0]).size).toBe(2);
  });

  it('refuses events that are too large to append', async () => {
    const { executor } = anExecutor();
    expect(await executor.execute(envelope(), say(MiB))).toMatchObject({
      reason: 'too-large',
      code: 'append-too-large',
    });
  });

  it('limits the length of a stream for members and services', async () => {
    const { executor } = anExecutor();
    const member = () => envelope({ actor: { kind: 'member', id: 'acme.aiko' } });
    const half = Array.from({ length: MAX_STREAM_EVENTS / 2 }, () => 'x');
    await executor.execute(member(), say(...half));
    expect(await executor.execute(member(), say(...half, 'y'))).toMatchObject({
      reason: 'conflict',
      code: 'stream-full',
    });
    expect(await executor.execute(member(), say(...half.slice(1)))).toMatchObject({ revision: MAX_STREAM_EVENTS - 2 });
    expect(await executor.execute(member(), say('y', 'z'))).toMatchObject({ code: 'stream-full' });
    expect(await executor.execute(member(), say('y'))).toMatchObject({ revision: MAX_STREAM_EVENTS - 1 });
    expect(await executor.execute(member(), say('z'))).toMatchObject({ code: 'stream-full' });
    expect(await executor.execute(envelope({ actor: { kind: 'service', id: 'console' } }), say('z'))).toMatchObject({
      code: 'stream-full',
    });
  });

  it('takes commands that their decider bounds, however full the stream is', async () => {
    const { executor } = anExecutor();
    const member = () => envelope({ actor: { kind: 'member', id: 'acme.aiko' } });
    const half = Array.from({ length: MAX_STREAM_EVENTS / 2 }, () => 'x');
    for (const texts of [half, half]) await executor.execute(member(), say(...texts));
    expect(await executor.execute(member(), say('y'))).toMatchObject({ code: 'stream-full' });
    expect(await executor.execute(member(), { ...say('y'), bounded: true })).toMatchObject({
      revision: MAX_STREAM_EVENTS,
    });
  });

  it('keeps room in a full stream for agents, operators and sales, and does not limit the engine', async () => {
    const { executor } = anExecutor();
    const as = (kind: Actor['kind']) => envelope({ actor: { kind, id: 'someone' } });
    const half = Array.from({ length: MAX_STREAM_EVENTS / 2 }, () => 'x');
    for (const texts of [half, half]) await executor.execute(as('member'), say(...texts));
    for (const [index, kind] of (['agent', 'operator', 'sales'] as const).entries())
      expect(await executor.execute(as(kind), say('y'))).toMatchObject({ revision: MAX_STREAM_EVENTS + index });
    await executor.execute(as('operator'), say(...Array.from({ length: RESERVED_EVENTS - 3 }, () => 'x')));
    expect(await executor.execute(as('agent'), say('z'))).toMatchObject({ code: 'stream-full' });
    expect(await executor.execute(as('engine'), say('z'))).toMatchObject({
      revision: MAX_STREAM_EVENTS + RESERVED_EVENTS,
    });
  });
});

describe('a repeated command', () => {
  const first = envelope({ requestHash: 'h' });

  it('returns the first result, even after later events', async () => {
    const { executor, store } = anExecutor();
    const answer = accepted(await executor.execute(first, say('a', 'b')));
    await executor.execute(envelope(), say('c'));
    expect(await executor.execute(first, say('never'))).toEqual({ ...answer, repeated: true, recorded: 0 });
    expect(store.log).toHaveLength(3);
  });

  it('returns the first result after a restart', async () => {
    const { executor, store } = anExecutor();
    const answer = accepted(await executor.execute(first, say('a', 'b')));
    await executor.execute(envelope(), say('c'));
    expect(await anExecutor(store).executor.execute(first, say('never'))).toEqual({
      ...answer,
      repeated: true,
      recorded: 0,
    });
  });

  it('is refused if its request differs', async () => {
    const { executor } = anExecutor();
    await executor.execute(first, say('a'));
    expect(await executor.execute({ ...first, requestHash: 'other' }, say('b'))).toMatchObject({
      reason: 'reused-key',
      code: 'idempotency-key-reused',
    });
  });

  it('is recorded once under concurrent calls', async () => {
    const { executor, store } = anExecutor();
    const answers = await Promise.all(Array.from({ length: 20 }, () => executor.execute(first, say('a'))));
    expect(store.log).toHaveLength(1);
    expect(answers.filter((answer) => !isRefusal(answer) && answer.repeated)).toHaveLength(19);
  });

  it('is decided again after a refusal, and after a command that recorded nothing', async () => {
    const { executor } = anExecutor();
    await executor.execute(
      first,
      task(() => refuse('conflict', 'ticket-not-open', 'Not now.')),
    );
    await executor.execute(first, say());
    expect(await executor.execute({ ...first, requestHash: 'other' }, say('a'))).toMatchObject({
      state: ['a'],
      repeated: false,
    });
  });

  it('returns the first result even if its If-Match is out of date', async () => {
    const { executor } = anExecutor();
    const seen = { ...first, precondition: { ifMatch: [-1] } };
    await executor.execute(seen, say('a'));
    expect(await executor.execute(seen, say('a'))).toMatchObject({ state: ['a'], repeated: true });
  });
});

describe('If-Match', () => {
  it('accepts the current revision, and refuses any other', async () => {
    const { executor } = anExecutor();
    await executor.execute(envelope(), say('a', 'b'));
    expect(await executor.execute(envelope({ precondition: { ifMatch: [0] } }), say('c'))).toMatchObject({
      reason: 'stale',
      code: 'revision-mismatch',
    });
    expect(await executor.execute(envelope({ precondition: { ifMatch: [2] } }), say('c'))).toMatchObject({
      reason: 'stale',
    });
    expect(await executor.execute(envelope({ precondition: { ifMatch: [1] } }), say('c'))).toMatchObject({
      state: ['a', 'b', 'c'],
    });
  });
});

describe('a precondition that is not met', () => {
  const stale = { precondition: { ifMatch: [999] } };
  const refusalFor = (reason: RefusalReason): Refusal => ({
    refused: true,
    reason,
    code: 'ticket-not-open',
    message: 'This is refused.',
  });
  const refusing = (reason: RefusalReason): Task => task(() => refusalFor(reason));

  it.each(['not-found', 'forbidden'] as const)('V4 is not told to a caller whose command is %s', async (reason) => {
    const { executor } = anExecutor();
    expect(await executor.execute(envelope(stale), refusing(reason))).toMatchObject({ reason });
    const facts = async () => refusalFor(reason);
    expect(
      await executor.execute(
        envelope(stale),
        task(() => [], { facts }),
      ),
    ).toMatchObject({ reason });
  });

  it('is told before a conflict, which may follow from it', async () => {
    const { executor } = anExecutor();
    expect(await executor.execute(envelope(stale), refusing('conflict'))).toMatchObject({ reason: 'stale' });
  });

  it('V4 is about the revision that the sender sees, and so is the result', async () => {
    const { executor } = anExecutor();
    const first = envelope({ requestHash: 'h' });
    const revisionOf = (texts: Texts) => 100 + texts.length;
    expect(await executor.execute(first, { ...say('a', 'b'), revisionOf })).toMatchObject({ revision: 102 });
    expect(await executor.execute(first, { ...say('a', 'b'), revisionOf })).toMatchObject({
      revision: 102,
      repeated: true,
    });
    for (const [revision, accepts] of [
      [1, false],
      [102, true],
    ] as const) {
      const outcome = await executor.execute(envelope({ precondition: { ifMatch: [revision] } }), {
        ...say('c'),
        revisionOf,
      });
      expect(isRefusal(outcome)).toBe(!accepts);
    }
  });
});

describe('a precondition', () => {
  it.each<readonly [Precondition, number, boolean]>([
    [{ ifNoneMatch: '*' }, -1, true],
    [{ ifNoneMatch: '*' }, 0, false],
    [{ ifNoneMatch: [1, 2] }, 0, true],
    [{ ifNoneMatch: [1, 2] }, 2, false],
    [{ ifNoneMatch: [] }, 0, true],
    [{ ifMatch: [1, 2] }, 2, true],
    [{ ifMatch: [] }, 2, false],
    [{ ifMatch: '*', ifNoneMatch: [2] }, 2, false],
  ])('%j at revision %i is met: %p', (precondition, revision, met) => {
    expect(checkPrecondition(precondition, revision) === undefined).toBe(met);
  });
});

describe('a conflict with another writer', () => {
  it('is retried after reloading the stream, with the events of the other writer', async () => {
    const { executor } = anExecutor(new ContestedStore(3));
    expect(
      await executor.execute(
        envelope(),
        task((texts) => [said(`after ${texts.length}`)]),
      ),
    ).toMatchObject({ state: ['rival', 'rival', 'rival', 'after 3'], revision: 3 });
  });

  it('is thrown after the last attempt', async () => {
    const { executor } = anExecutor(new ContestedStore(100));
    await expect(executor.execute(envelope(), say('a'))).rejects.toThrow(WrongExpectedRevision);
  });

  it('is refused on retry if the caller specified a revision', async () => {
    const { executor } = anExecutor(new ContestedStore(1));
    expect(await executor.execute(envelope({ precondition: { ifMatch: [-1] } }), say('a'))).toMatchObject({
      reason: 'stale',
    });
  });

  it('is the only error that is retried', async () => {
    const { executor } = anExecutor();
    let attempts = 0;
    const failing = task(() => {
      attempts += 1;
      throw new Error('The disk is full.');
    });
    await expect(executor.execute(envelope(), failing)).rejects.toThrow('The disk is full.');
    expect(attempts).toBe(1);
    expect(await executor.execute(envelope(), say('a'))).toMatchObject({ state: ['a'] });
  });
});

describe('a stream whose ID derives from a fresh command', () => {
  const opening = (decide: Decide): Task => task(decide, { opens: true });

  it('is not read', async () => {
    const { executor, store } = anExecutor();
    const read = jest.spyOn(store, 'readStream');
    expect(
      await executor.execute(
        envelope({ fresh: true }),
        opening(() => [said('a')]),
      ),
    ).toMatchObject({ state: ['a'], revision: 0 });
    expect(read).not.toHaveBeenCalled();
  });

  it('is read after a conflict', async () => {
    const { executor } = anExecutor();
    await executor.execute(envelope(), say('a'));
    const opened = opening((texts) =>
      texts.length > 0 ? refuse('conflict', 'ticket-exists', 'It exists.') : [said('b')],
    );
    expect(await executor.execute(envelope({ fresh: true }), opened)).toMatchObject({ code: 'ticket-exists' });
  });
});

describe('the times of events', () => {
  it("come from the engine's clock", async () => {
    const { executor, store } = anExecutor();
    await executor.execute(envelope(), say('a'));
    expect(store.log[0]).toMatchObject({ occurredAt: START, recordedAt: START });
  });

  it('are not before the last event of the stream when the clock is set back', async () => {
    const { executor, store, clock } = anExecutor();
    await executor.execute(envelope(), say('a'));
    clock.moveTo('2026-11-27T07:00:00.000Z');
    let decidedAt = '';
    await executor.execute(
      envelope(),
      task((_, at) => {
        decidedAt = at;
        return [said('b')];
      }),
    );
    expect(decidedAt).toBe(START);
    expect(store.log[1]).toMatchObject({ occurredAt: START, recordedAt: START });
  });

  it('distinguish when an imported event occurred from when it was recorded', async () => {
    const { executor, store } = anExecutor();
    await executor.execute(envelope({ occurredAt: '2012-10-09T14:50:17.000Z' }), say('a'));
    await executor.execute(envelope({ occurredAt: '2012-10-09T14:50:16.000Z' }), say('b'));
    expect(store.log.map(({ occurredAt }) => occurredAt)).toEqual([
      '2012-10-09T14:50:17.000Z',
      '2012-10-09T14:50:17.000Z',
    ]);
    expect(store.log.map(({ recordedAt }) => recordedAt)).toEqual([START, START]);
  });
});

describe('the metadata of events', () => {
  it('contain actor, cause, and the policy versions and stream revisions that were read', async () => {
    const { executor, store } = anExecutor();
    await executor.execute(
      envelope(),
      task(() => [said('a')], { stream: 'talk-2' }),
    );
    const sent = envelope({
      precondition: { ifMatch: [-1] },
      fresh: true,
      occurredAt: START,
      onBehalfOf: { kind: 'member', id: 'acme.aiko' },
    });
    await executor.execute(
      sent,
      task(() => [said('b')], {
        facts: async (reader) => {
          await reader.read(evolver, 'talk-2');
          await reader.read(evolver, 'talk-3');
          expect([reader.policies.policy.riskShare, reader.policies.zones.problemWith('UTC')]).toEqual([
            0.75,
            undefined,
          ]);
          return reader;
        },
      }),
    );
    const { commandId, requestHash, correlationId, causationId, actor, onBehalfOf, tenant } = sent;
    expect(store.log.map(decode).at(-1)?.metadata).toEqual({
      commandId,
      requestHash,
      correlationId,
      causationId,
      actor,
      onBehalfOf,
      tenant,
      read: { 'talk-2': 0, 'talk-3': -1 },
      versions: { policy: policies.policy.version, tzdb: policies.zones.version },
    });
  });
});

describe('concurrent commands', () => {
  it('on one stream are recorded in the order of their arrival', async () => {
    const { executor, store } = anExecutor();
    const texts = Array.from({ length: 100 }, (_, index) => `${index}`);
    const answers = await Promise.all(texts.map((text) => executor.execute(envelope(), say(text))));
    expect(store.log.map(({ data }) => data)).toEqual(texts.map((text) => JSON.stringify({ text })));
    expect(answers.map((answer) => accepted(answer).revision)).toEqual(texts.map(Number));
  });

  it('on one stream are all recorded while another engine writes to it', async () => {
    const { store, executor } = anExecutor();
    const { executor: other } = anExecutor(store);
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? executor : other).execute(envelope(), say(`${index}`))),
    );
    expect(store.log.map(({ revision }) => revision)).toEqual(Array.from({ length: 40 }, (_, index) => index));
  });

  it('on different streams do not wait for each other', async () => {
    const { executor } = anExecutor();
    let release = (): void => undefined;
    const slow = executor.execute(
      envelope(),
      task(() => [said('slow')], {
        facts: (reader) =>
          new Promise((resolve) => {
            release = () => resolve(reader);
          }),
      }),
    );
    expect(
      await executor.execute(
        envelope(),
        task(() => [said('quick')], { stream: 'talk-2' }),
      ),
    ).toMatchObject({ state: ['quick'] });
    release();
    expect(await slow).toMatchObject({ state: ['slow'] });
  });
});
