import { envelope } from '../../test/support/application.js';
import { type Actor, refuse } from '@ledgerdesk/kernel';
import { MAX_STREAM_EVENTS, RESERVED_EVENTS } from './command-executor.js';
import { said, task, say, MiB, anExecutor } from '../../test/support/texts-executor.js';

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
