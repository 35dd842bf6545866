import { LatestAnswers } from './latest-answers.js';

describe('the latest answers', () => {
  it('are computed once, until others were asked for', async () => {
    const answers = new LatestAnswers<string>(2);
    let computed = 0;
    const ask = (key: string) => answers.get(key, () => Promise.resolve(`${key} ${(computed += 1)}`));
    expect(await Promise.all([ask('a'), ask('a')])).toEqual(['a 1', 'a 1']);
    expect([await ask('b'), await ask('a'), await ask('c')]).toEqual(['b 2', 'a 1', 'c 3']);
    expect([await ask('a'), await ask('b')]).toEqual(['a 1', 'b 4']);
  });

  it('are computed again if they failed, and a late failure ends no other answer', async () => {
    const answers = new LatestAnswers<string>(1);
    const failing = answers.get('a', () => Promise.reject(new Error('The store is closed.')));
    await expect(failing).rejects.toThrow('The store is closed.');
    expect(await answers.get('a', () => Promise.resolve('read'))).toBe('read');
    let fail: (error: Error) => void = () => undefined;
    const first = answers.get('b', () => new Promise((_, reject) => (fail = reject)));
    await answers.get('a', () => Promise.resolve('again'));
    await answers.get('b', () => Promise.resolve('second'));
    fail(new Error('too late'));
    await expect(first).rejects.toThrow('too late');
    expect(await answers.get('b', () => Promise.resolve('third'))).toBe('second');
  });
});
