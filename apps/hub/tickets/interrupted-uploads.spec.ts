import { fakeStorage } from '../../../test/support/browser/fake-storage.js';
import { InterruptedUploads } from './interrupted-uploads.js';
import { namesToLeave } from './names-to-leave.js';
import { UploadQueues } from './upload-queues.js';

const KEY = 'aiko.reply.1';

/** The interrupted uploads that a page finds after a reload during these uploads. */
const afterReload = (storage: ReturnType<typeof fakeStorage>, onTheirWay: Readonly<Record<string, string[]>>) => {
  new InterruptedUploads(storage).leave(new Map(Object.entries(onTheirWay)));
  return new InterruptedUploads(storage);
};

describe('uploads that a reload has ended', () => {
  it('are named after it, with those that are interrupted later', () => {
    const storage = fakeStorage();
    const reloaded = afterReload(storage, { [KEY]: ['a.log', 'b.png'] });
    expect([reloaded.of(KEY), reloaded.of('aiko.reply.2')]).toEqual([['a.log', 'b.png'], []]);
    reloaded.leave(new Map([[KEY, ['c.txt']]]));
    expect(new InterruptedUploads(storage).of(KEY)).toEqual(['a.log', 'b.png', 'c.txt']);
  });

  it('are named until they are attached again, each by itself, or until all are forgotten', () => {
    const reloaded = afterReload(fakeStorage(), { [KEY]: ['image.png', 'a.log', 'image.png'] });
    const heard: number[] = [];
    const stop = reloaded.onChange(() => heard.push(reloaded.of(KEY).length));
    reloaded.forget(KEY, ['image.png', 'other.txt']);
    expect(reloaded.of(KEY)).toEqual(['a.log', 'image.png']);
    reloaded.forget(KEY);
    stop();
    reloaded.forget(KEY);
    expect([reloaded.of(KEY), heard]).toEqual([[], [2, 0]]);
  });

  it('are not named once more after another reload when they are forgotten', () => {
    const storage = fakeStorage();
    const reloaded = afterReload(storage, { [KEY]: ['a.log'] });
    reloaded.forget(KEY);
    reloaded.leave(new Map());
    expect(new InterruptedUploads(storage).of(KEY)).toEqual([]);
  });

  it('are none in a tab that is duplicated while the first goes on', () => {
    const storage = fakeStorage();
    const queues = new UploadQueues(
      () => new Promise(() => undefined),
      () => undefined,
    );
    const first = afterReload(storage, { [KEY]: ['a.log'] });
    queues.add(KEY, [new File([], 'b.log')]);
    expect([Object.keys(storage), new InterruptedUploads(storage).of(KEY)]).toEqual([[], []]);
    first.leave(namesToLeave(queues.all()));
    expect(new InterruptedUploads(storage).of(KEY)).toEqual(['a.log', 'b.log']);
  });

  it('are forgotten with the drafts of a person, and not those of others', () => {
    const reloaded = afterReload(fakeStorage(), { [KEY]: ['a.log'], 'ben.reply.1': ['b.log'] });
    reloaded.forgetAll('aiko.');
    expect([reloaded.of(KEY), reloaded.of('ben.reply.1')]).toEqual([[], ['b.log']]);
  });

  it.each([
    ['that something else has written', { 'ledgerdesk.uploading.k': '{"a":1}' }],
    ['that are no text', { 'ledgerdesk.uploading.k': '[1,' }],
  ])('are not those %s', (_, items) => {
    expect(new InterruptedUploads(Object.assign(fakeStorage(), items)).of('k')).toEqual([]);
  });

  it('are not known where the browser keeps nothing', () => {
    const onTheirWay = new Map([['k', ['a.log']]]);
    const uploads = new InterruptedUploads(undefined);
    uploads.leave(onTheirWay);
    expect(uploads.of('k')).toEqual([]);
    const full = fakeStorage(true);
    new InterruptedUploads(full).leave(onTheirWay);
    expect(new InterruptedUploads(full).of('k')).toEqual([]);
  });
});
