import { answerInSteps, type PostedAnswer } from './answer-steps.js';

const setUp = (failures: { solve: number }) => {
  const sent: string[] = [];
  const steps = {
    post: async (key: string) => sent.push(`answer ${key}`),
    solve: async (key: string) => {
      sent.push(`solution ${key}`);
      if (failures.solve-- > 0) throw new Error('The ticket could not be solved.');
      return sent.length;
    },
  };
  const posted = new Map<string, PostedAnswer<number>>();
  /** Sends an answer from a page of its own. */
  const send = (...answer: Parameters<ReturnType<typeof answerInSteps<number>>>) =>
    answerInSteps('kenji t', posted)(...answer);
  return { sent, steps, posted, send };
};

describe('an answer that solves its ticket', () => {
  it('is posted once, although the ticket is solved at the second attempt only, from another page', async () => {
    const { sent, steps, posted, send } = setUp({ solve: 1 });
    await expect(send('Done.', 'k1', steps)).rejects.toThrow('could not be solved');
    await send('Done.', 'k2', steps);
    expect(posted.size).toBe(0);
    expect(sent).toEqual(['answer k1', 'solution k1-solution', 'solution k2-solution']);
  });

  it('is not posted again without solving either, and is a new one with other words or once it is done', async () => {
    const { sent, steps, send } = setUp({ solve: 1 });
    await expect(send('Done.', 'k1', steps)).rejects.toThrow();
    await send('Done.', 'k2', { ...steps, solve: undefined });
    await send('Done.', 'k3', { ...steps, solve: undefined });
    expect(sent).toEqual(['answer k1', 'solution k1-solution', 'answer k3']);
  });

  it('has the same keys in an attempt with the same key, whose response was lost', async () => {
    const { sent, steps, send } = setUp({ solve: 0 });
    const lost = { ...steps, post: (key: string) => steps.post(key).then(() => Promise.reject(new Error('Lost.'))) };
    await expect(send('Done.', 'k1', lost)).rejects.toThrow('Lost.');
    await send('Done.', 'k1', steps);
    expect(sent).toEqual(['answer k1', 'answer k1', 'solution k1-solution']);
  });
});
