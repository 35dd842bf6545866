import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DomainEvent, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { accepted, envelope } from '../../test/support/application.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { policies, timelineOf } from '../../test/support/policies.js';
import { RemoteStore } from '../../test/support/remote-store.js';
import { CommandExecutor, type CommandTask } from './command-executor.js';
import { EngineClock } from './engine-clock.js';
import type { NoOpMemory } from './no-op-memory.js';
import { WatchedStreams } from './stream-news.js';

/** A stream of words; the facts of a decision are the words of another stream. */
type Words = readonly string[];
const evolver = {
  initial: [] as Words,
  evolve: (words: Words, { data }: DomainEvent): Words => ('word' in data ? [...words, String(data.word)] : words),
};
const FACTS = 'facts-1';
const said = (word: string): DomainEvent => ({ type: 'Said', data: { word } });
type Decide = (words: Words, facts: Words) => readonly DomainEvent[] | Refusal;
const task = (decide: Decide, overrides: Partial<CommandTask<object, Words, Words>> = {}) => ({
  stream: 'talk-1',
  decider: { ...evolver, decide: (_: object, words: Words, facts: Words) => decide(words, facts) },
  input: {},
  facts: async () => [],
  ...overrides,
});
const say = (word: string, stream = 'talk-1') => task(() => [said(word)], { stream });
const needing = (decide: Decide) => task(decide, { facts: (reader) => reader.read(evolver, FACTS) });
const no = refuse('conflict', 'ticket-not-open', 'Not now.');

describe('commands on a log that a server keeps', () => {
  let server: MemoryEventStore;
  let time: ManualTime;
  let here: Engine;
  let there: Engine;

  /** An engine, with its connection. */
  class Engine {
    readonly store = new RemoteStore(server, time);
    readonly executor: CommandExecutor;

    constructor(noOps?: Pick<NoOpMemory, 'find' | 'remember'>) {
      const clock = new EngineClock(time);
      this.executor = new CommandExecutor(this.store, clock, timelineOf(policies), undefined, noOps);
    }

    /** Executes a task, and returns its outcome with the calls that it needed. */
    async run(execution: CommandTask<object, Words, Words>, overrides: Parameters<typeof envelope>[0] = {}) {
      const before = { ...this.store.calls };
      const outcome = await this.executor.execute(envelope(overrides), execution);
      const { reads, appends } = this.store.calls;
      await delivered();
      return { outcome, reads: reads - before.reads, appends: appends - before.appends };
    }
  }

  /** Lets the server deliver its news. */
  const delivered = async (): Promise<void> => {
    for (let turn = 0; turn < 3; turn += 1) await nextTurn();
  };

  beforeEach(async () => {
    server = new MemoryEventStore();
    time = new ManualTime();
    [here, there] = [new Engine(), new Engine()];
    await delivered();
  });
  afterEach(async () => {
    await here.store.close();
    await there.store.close();
  });

  it('read a stream once, and then need an append only', async () => {
    expect(await here.run(say('a'))).toMatchObject({ reads: 1, appends: 1 });
    for (const word of ['b', 'c', 'd']) expect(await here.run(say(word))).toMatchObject({ reads: 0, appends: 1 });
    expect(accepted((await here.run(say('e'))).outcome).state).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('need no read of a new stream, and none for the next command on it', async () => {
    const opening = { ...say('a'), opens: true };
    expect(await here.run(opening, { fresh: true })).toMatchObject({ reads: 0, appends: 1 });
    expect(await here.run(say('b'))).toMatchObject({ reads: 0, appends: 1, outcome: { state: ['a', 'b'] } });
  });

  it('read no new stream before they are refused, and keep none that was not recorded', async () => {
    await here.run(say('warm'));
    await there.run(say('suspended', FACTS));
    const opening = { ...needing(() => no), opens: true };
    await here.run(opening);
    const before = here.executor.streams.cached(evolver, 'talk-new');
    expect(await here.run({ ...opening, stream: 'talk-new' }, { fresh: true })).toMatchObject({
      reads: 1,
      outcome: no,
    });
    expect([before, here.executor.streams.cached(evolver, 'talk-new')]).toEqual([undefined, undefined]);
  });

  it('include what another engine recorded, once the server has delivered it', async () => {
    await here.run(say('a'));
    await there.run(say('b'));
    expect(await here.run(say('c'))).toMatchObject({ reads: 0, appends: 1, outcome: { state: ['a', 'b', 'c'] } });
  });

  it('are decided again if the server has not delivered what another engine recorded', async () => {
    await here.run(say('a'));
    here.store.isConnected = false;
    await there.run(say('b'));
    const twice = task((words) => (words.includes('b') ? no : [said('c')]));
    expect((await here.run(twice)).outcome).toBe(no);
    expect(await here.run(say('d'))).toMatchObject({ outcome: { state: ['a', 'b', 'd'] } });
  });

  it('are refused only after the stream was read', async () => {
    await here.run(say('a'));
    here.store.isConnected = false;
    await there.run(say('please'));
    const politely = task((words) => (words.includes('please') ? [said('c')] : no));
    expect((await here.run(politely)).outcome).toMatchObject({ state: ['a', 'please', 'c'] });
    expect(await here.run(task(() => no))).toMatchObject({ reads: 1, appends: 0, outcome: no });
  });

  it('change nothing, and are remembered as such, only after the stream was read', async () => {
    const remember = jest.fn(async () => undefined);
    here = new Engine({ find: async () => undefined, remember });
    await delivered();
    await here.run(say('a'));
    here.store.isConnected = false;
    await there.run(say('b'));
    const untilB = task((words) => (words.includes('b') ? [said('c')] : []));
    expect((await here.run(untilB)).outcome).toMatchObject({ state: ['a', 'b', 'c'] });
    expect(remember).not.toHaveBeenCalled();
    expect(await here.run(task(() => []))).toMatchObject({ reads: 1, appends: 0 });
    expect(remember).toHaveBeenCalledTimes(1);
  });

  it('are recognised as repeats after the stream was read', async () => {
    await here.run(say('a'), { commandId: 'c-1' });
    expect(await here.run(say('a'), { commandId: 'c-1' })).toMatchObject({
      appends: 0,
      outcome: { repeated: true, state: ['a'] },
    });
    await there.run(say('b'), { commandId: 'c-2' });
    expect((await here.run(say('b'), { commandId: 'c-2' })).outcome).toMatchObject({ repeated: true });
    expect(server.log).toHaveLength(2);
  });

  it.each<[string, Parameters<typeof envelope>[0], CommandTask<object, Words, Words>]>([
    ['with the same request', {}, say('b')],
    ['decided otherwise', {}, task(() => [said('b'), said('more')])],
    ['decided as fewer events', {}, task((words) => [said(`${words.length}`)])],
  ])('are repeats though the server has not delivered them: %s', async (_, overrides, repeat) => {
    await here.run(say('a'));
    here.store.isConnected = false;
    await there.run(
      task(() => [said('b'), said('c')]),
      { commandId: 'c-2' },
    );
    time.moveTo('2026-11-02T08:00:01.000Z');
    const { outcome } = await here.run(repeat, { commandId: 'c-2', ...overrides });
    expect(outcome).toMatchObject({ repeated: true, recorded: 0, state: ['a', 'b', 'c'] });
    expect(accepted((await here.run(say('d'))).outcome).state).toEqual(['a', 'b', 'c', 'd']);
    expect(server.log).toHaveLength(4);
  });

  it('are refused under the key of another request that the server has not delivered', async () => {
    await here.run(say('a'));
    here.store.isConnected = false;
    await there.run(say('b'), { commandId: 'c-2' });
    const { outcome } = await here.run(say('b'), { commandId: 'c-2', requestHash: 'other' });
    expect(outcome).toMatchObject({ code: 'idempotency-key-reused' });
    expect(server.log).toHaveLength(2);
  });

  it('rest on no state from before news that were taken', async () => {
    await here.run(say('a'));
    const watched = new WatchedStreams(here.store.tail, 10);
    const news = watched.watch('talk-1');
    await there.run(say('b'));
    await delivered();
    expect(watched.takeAfter('talk-1', news, 0)?.map(({ revision }) => revision)).toEqual([1]);
    expect(watched.takeAfter('talk-1', news, 0)).toBeUndefined();
  });

  it('keep news of a bounded size: beyond, streams are read again', async () => {
    const large = 'x'.repeat(900_000);
    const streams = Array.from({ length: 40 }, (_, n) => `talk-${n}`);
    for (const stream of streams) await here.run(say('a', stream));
    for (const stream of streams) await there.run(say(large, stream));
    const [first = '', last = ''] = [streams[0], streams.at(-1)];
    const { reads, outcome } = await here.run(say('b', first));
    expect([reads > 0, accepted(outcome).state]).toEqual([true, ['a', large, 'b']]);
    expect(await here.run(say('b', last))).toMatchObject({ outcome: { state: ['a', large, 'b'] } });
  });

  describe('that need facts of other streams', () => {
    const withFacts = needing((_, facts) => (facts.includes('suspended') ? no : [said(`${facts.length}`)]));

    beforeEach(async () => {
      await there.run(say('active', FACTS));
      await here.run(withFacts);
    });

    it('read none while the news are confirmed, and see what another engine changed', async () => {
      expect(await here.run(withFacts)).toMatchObject({ reads: 0, appends: 1 });
      await there.run(say('suspended', FACTS));
      expect((await here.run(withFacts)).outcome).toBe(no);
    });

    it('read them if the news have not been confirmed for five seconds', async () => {
      here.store.isConnected = false;
      await there.run(say('suspended', FACTS));
      expect(isRefusal((await here.run(withFacts)).outcome)).toBe(false);
      for (let second = 0; second < 6; second += 1) await time.advance(1_000);
      expect((await here.run(withFacts)).outcome).toBe(no);
    });

    it('are refused only because of facts that were read', async () => {
      await there.run(say('suspended', FACTS));
      here.store.isConnected = false;
      await there.run(say('active', FACTS));
      const last = needing((_, facts) => (facts.at(-1) === 'active' ? [said('ok')] : no));
      expect((await here.run(last)).outcome).toMatchObject({ recorded: 1 });
    });
  });

  it('read a stream again after more news of it than are kept', async () => {
    await here.run(say('a'));
    for (let n = 0; n < 60; n += 1) await there.run(say(`b${n}`));
    expect(await here.run(say('c'))).toMatchObject({ reads: 1, appends: 1 });
    expect(server.log).toHaveLength(62);
  });

  it('read a stream again if news may have been lost', async () => {
    await here.run(say('a'));
    await here.store.close();
    await there.run(say('b'));
    expect(await here.run(say('c'))).toMatchObject({ reads: 1, outcome: { state: ['a', 'b', 'c'] } });
  });

  it('of many engines lose nothing and see each word once', async () => {
    const engines = [here, there, new Engine()];
    await delivered();
    const rounds = Array.from({ length: 40 }, (_, round) => round);
    for (const round of rounds)
      await Promise.all(engines.map((engine, index) => engine.run(say(`${round}-${index}`, `talk-${round % 3}`))));
    const expected = rounds.flatMap((round) => engines.map((_, index) => `${round}-${index}`));
    expect(server.log.map(({ data }) => (JSON.parse(data) as { word: string }).word).toSorted()).toEqual(
      expected.toSorted(),
    );
    for (const engine of engines)
      for (const stream of ['talk-0', 'talk-1', 'talk-2'])
        expect((await engine.executor.streams.load(evolver, stream)).state).toEqual(
          server.log
            .filter((event) => event.stream === stream)
            .map(({ data }) => (JSON.parse(data) as { word: string }).word),
        );
    await engines[2]?.store.close();
  });
});
