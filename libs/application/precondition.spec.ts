import { envelope } from '../../test/support/application.js';
import { isRefusal, type Refusal, type RefusalReason } from '@ledgerdesk/kernel';
import { checkPrecondition, type Precondition } from './precondition.js';
import { type Texts, type Task, task, say, anExecutor } from '../../test/support/texts-executor.js';

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
