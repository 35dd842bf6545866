import { StreamQueue } from './stream-queue.js';

describe('the stream queue', () => {
  it('starts each task after the previous one has ended', async () => {
    const queue = new StreamQueue();
    const log: string[] = [];
    const task = (name: string) =>
      queue.run('s', async () => {
        log.push(`${name} begins`);
        await Promise.resolve();
        log.push(`${name} ends`);
      });
    await Promise.all([task('a'), task('b'), task('c')]);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('runs the next task after a failure, and reports the failure to its caller only', async () => {
    const queue = new StreamQueue();
    const failed = queue.run('s', async () => {
      throw new Error('No.');
    });
    const next = queue.run('s', async () => 'yes');
    await expect(failed).rejects.toThrow('No.');
    expect(await next).toBe('yes');
  });
});
