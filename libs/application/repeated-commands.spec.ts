import { accepted, envelope } from '../../test/support/application.js';
import { isRefusal, refuse } from '@ledgerdesk/kernel';
import { task, say, anExecutor } from '../../test/support/texts-executor.js';

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
