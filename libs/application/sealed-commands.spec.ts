import { EngineEventStore, type StoredEvent } from '@ledgerdesk/event-store';
import { definitionOf } from '@ledgerdesk/events';
import type { DomainEvent, Evolver } from '@ledgerdesk/kernel';
import { KeyUnsealer, Sealer } from '@ledgerdesk/sealing';
import { accepted, envelope, START } from '../../test/support/application.js';
import { manualClock } from '../../test/support/manual-clock.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { policies, timelineOf } from '../../test/support/policies.js';
import { MemoryKeyStore } from '../../test/support/sealing/memory-key-store.js';
import { CommandExecutor } from './command-executor.js';
import type { CommandEnvelope } from './envelope.js';
import { EngineClock } from './engine-clock.js';
import { NoOpMemory } from './no-op-memory.js';

const AIKO = { kind: 'member', id: 'acme.aiko' } as const;
const STREAM = 'ticket-t-1';

/** The bodies of replies on a ticket. */
const bodies: Evolver<readonly string[]> = {
  initial: [],
  evolve: (texts, { data }) => ('body' in data ? [...texts, String(data.body)] : texts),
};

const replied = (body: string): DomainEvent => ({
  type: 'TicketReplied',
  data: { ...(definitionOf('TicketReplied')?.sample ?? {}), body },
});
const assigned: DomainEvent = { type: 'TicketAssigned', data: definitionOf('TicketAssigned')?.sample ?? {} };

interface RememberedNoOp {
  readonly commandId: string;
  readonly caller: string;
  readonly requestHash: string;
  readonly at: string;
  readonly revision: number;
}

/** An engine on a log and a key store, which others may share. */
const anEngine = (stored = new MemoryEventStore(), keys = new MemoryKeyStore()) => {
  const noOps = new Map<string, RememberedNoOp>();
  const clock = manualClock(START);
  const memory = new NoOpMemory(
    {
      find: async (commandId) => noOps.get(commandId),
      remember: async (noOp) => void noOps.set(noOp.commandId, noOp),
    },
    clock,
    keys,
  );
  const store = new EngineEventStore(stored, { unsealer: new KeyUnsealer(keys) });
  const executor = new CommandExecutor(
    store,
    new EngineClock(clock),
    timelineOf(policies),
    undefined,
    memory,
    {},
    new Sealer(keys),
  );
  const recordTask = (by: CommandEnvelope, events: readonly DomainEvent[], needsNoTexts: boolean) =>
    executor.execute(by, {
      stream: STREAM,
      decider: { ...bodies, decide: () => events },
      input: {},
      needsNoTexts,
      facts: async () => ({}),
    });
  const record = (by: CommandEnvelope, ...events: readonly DomainEvent[]) => recordTask(by, events, false);
  const recordWithoutTexts = (by: CommandEnvelope, ...events: readonly DomainEvent[]) => recordTask(by, events, true);
  return { stored, keys, noOps, store, executor, record, recordWithoutTexts };
};

const metadataOf = ({ metadata }: StoredEvent) => JSON.parse(metadata) as { readonly requestHash: string };

describe('a command whose events have personal fields', () => {
  const by = envelope({ requestHash: 'hash-of-the-text' });

  it('records them sealed, and shows them in clear', async () => {
    const { stored, store, record } = anEngine();
    expect(accepted(await record(by, replied('Still broken.'), assigned)).state).toEqual(['Still broken.']);
    const [reply, assignment] = stored.log;
    expect(reply?.data).toMatch(/^\{"\$sealed":/);
    expect(JSON.stringify(stored.log)).not.toContain('Still broken');
    expect(assignment?.data).not.toContain('$sealed');
    expect((await store.readStream(STREAM)).map(({ data }) => data)).toEqual([
      expect.stringContaining('Still broken.'),
      assignment?.data,
    ]);
    expect((await store.readAll()).events[0]?.data).toContain('Still broken.');
    expect((await store.all.readAll()).events[0]?.data).not.toContain('Still broken.');
  });

  it('hides the hash of its request by the key of the subject, and knows a repeat, also after a restart', async () => {
    const { stored, keys, record } = anEngine();
    const first = accepted(await record(by, replied('Once.')));
    const [reply] = stored.log;
    const key = await keys.keyFor(AIKO);
    expect(reply && metadataOf(reply).requestHash).toMatch(new RegExp(`^${key.id}\\.[\\w-]{43}$`));
    for (const engine of [{ record }, anEngine(stored, keys)]) {
      expect(await engine.record(by, replied('Twice.'))).toEqual({ ...first, repeated: true, recorded: 0 });
      expect(await engine.record({ ...by, requestHash: 'other' }, replied('Other.'))).toMatchObject({
        code: 'idempotency-key-reused',
      });
    }
    expect(stored.log).toHaveLength(1);
  });

  it('has ids that depend on the contents, but not on ciphertext: two engines record one decision once', async () => {
    const [stored, keys] = [new MemoryEventStore(), new MemoryKeyStore()];
    await Promise.all([
      anEngine(stored, keys).record(by, replied('Same.')),
      anEngine(stored, keys).record(by, replied('Same.')),
    ]);
    expect(stored.log).toHaveLength(1);
    const other = anEngine(new MemoryEventStore(), keys);
    await other.record(by, replied('Same.'));
    const changed = anEngine(new MemoryEventStore(), keys);
    await changed.record(by, replied('Other.'));
    expect(other.stored.log[0]?.id).toBe(stored.log[0]?.id);
    expect(other.stored.log[0]?.data).not.toBe(stored.log[0]?.data);
    expect(changed.stored.log[0]?.id).not.toBe(stored.log[0]?.id);
  });

  it('is refused once their subject is erased, and a repeat of an earlier one is not recorded again', async () => {
    const { stored, keys, executor, record } = anEngine();
    await record(by, replied('Gone.'));
    await keys.erase(AIKO, '2026-11-28T00:00:00.000Z');
    expect(await record(envelope(), replied('More.'))).toMatchObject({ code: 'subject-erased', reason: 'conflict' });
    expect(await record(by, replied('Gone.'))).toMatchObject({ repeated: true, state: [''] });
    expect((await executor.streams.read(bodies, STREAM)).state).toEqual(['']);
    expect(stored.log).toHaveLength(1);
    expect(accepted(await record(envelope(), assigned)).recorded).toBe(1);
  });

  it.each([
    ['the key is missing', 'key-missing', (data: string) => data.replace(/"key":"./, '"key":"?')],
    ['the box is damaged', 'seal-broken', (data: string) => data.replace(/"box":"..../, '"box":"AAAA')],
    ['the box is incomplete', 'key-missing', (data: string) => data.replace('"alg"', '"al"')],
  ])('fails on a stream with a text that cannot be read, unless it needs none: %s', async (_, code, damaged) => {
    const [whole, keys] = [anEngine(), new MemoryKeyStore()];
    await anEngine(whole.stored, keys).record(envelope(), replied('Read me.'), assigned);
    const stored = new MemoryEventStore();
    for (const { data, ...event } of whole.stored.log)
      await stored.append(STREAM, event.revision - 1 < 0 ? 'no-stream' : event.revision - 1, [
        { ...event, data: event.type === 'TicketReplied' ? damaged(data) : data },
      ]);
    const { executor, record, recordWithoutTexts } = anEngine(stored, keys);
    await expect(record(envelope(), assigned)).rejects.toMatchObject({ code });
    expect(await recordWithoutTexts(envelope(), assigned)).toMatchObject({ state: [''], recorded: 1 });
    expect(stored.log).toHaveLength(3);
    await expect(executor.streams.read(bodies, STREAM)).rejects.toMatchObject({ code });
  });

  it('hides the hash of a request that recorded nothing', async () => {
    const { noOps, record } = anEngine();
    await record(by);
    const [noOp] = noOps.values();
    expect(noOp?.requestHash).toMatch(/^requests\.[\w-]{43}$/);
    expect(await record(by, replied('Late.'))).toMatchObject({ repeated: true, recorded: 0 });
    expect(await record({ ...by, requestHash: 'other' }, replied('Late.'))).toMatchObject({
      code: 'idempotency-key-reused',
    });
  });
});
