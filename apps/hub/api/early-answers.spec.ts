import { EarlyAnswers } from './early-answers.js';

describe('an answer that is asked for early', () => {
  let now: number;
  let answer: (response: Response) => void;
  let fail: (reason: Error) => void;
  const sent: [path: string, init: RequestInit][] = [];
  let answers: EarlyAnswers;

  beforeEach(() => {
    now = 0;
    sent.length = 0;
    answers = new EarlyAnswers(
      (...request) => {
        sent.push(request);
        return new Promise((resolve, reject) => {
          answer = resolve;
          fail = reject;
        });
      },
      () => now,
    );
    answers.ask('/v1/me', 'de');
  });

  it('is that to a request in the language of the pages, and is taken once', async () => {
    const response = new Response('{}');
    answer(response);
    expect(sent).toEqual([
      ['/v1/me', { headers: { 'accept-language': 'de' }, signal: expect.any(AbortSignal) as AbortSignal }],
    ]);
    expect(await answers.take('/v1/me', 'de')).toBe(response);
    expect(answers.take('/v1/me', 'de')).toBeUndefined();
  });

  it('is awaited by who takes it before it has come, however long that is', async () => {
    now = 60_000;
    const taken = answers.take('/v1/me', 'de');
    const response = new Response('{}');
    answer(response);
    expect(await taken).toBe(response);
  });

  it('is not taken 5 s after it has come', async () => {
    answer(new Response('{}'));
    await Promise.resolve();
    now = 5_000;
    expect(answers.take('/v1/me', 'de')).toBeUndefined();
  });

  it('is not taken for another path or in another language', () => {
    expect(answers.take('/v1/time', 'de')).toBeUndefined();
    expect(answers.take('/v1/me', 'ja')).toBeUndefined();
    expect(answers.take('/v1/me', 'de')).toBeUndefined();
  });

  it('fails for who takes it, and for nobody else', async () => {
    const taken = answers.take('/v1/me', 'de');
    fail(new TypeError('No line.'));
    await expect(taken).rejects.toThrow('No line.');
  });

  it('is given up by who takes it', () => {
    const limit = new AbortController();
    void answers.take('/v1/me', 'de', limit.signal);
    limit.abort('Too late.');
    expect(sent[0]?.[1].signal?.reason).toBe('Too late.');
  });
});
