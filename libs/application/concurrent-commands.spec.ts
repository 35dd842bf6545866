import { accepted, envelope } from '../../test/support/application.js';
import { WrongExpectedRevision } from '@ledgerdesk/event-store';
import { refuse } from '@ledgerdesk/kernel';
import {
  type Task,
  type Decide,
  said,
  task,
  say,
  anExecutor,
  ContestedStore,
} from '../../test/support/texts-executor.js';

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
