import { InterruptedUploads } from './interrupted-uploads.js';

/** A storage that keeps its items as properties, as that of a browser does. */
const tabStorage = (isFull = false) => {
  const items: Record<string, string> = {};
  const methods = {
    getItem: (key: string) => items[key] ?? null,
    setItem: (key: string, text: string) => {
      if (isFull) throw new Error('QuotaExceededError');
      items[key] = text;
    },
    removeItem: (key: string) => void delete items[key],
  };
  Object.defineProperties(items, Object.fromEntries(Object.entries(methods).map(([name, value]) => [name, { value }])));
  return items as Record<string, string> & typeof methods;
};

describe('uploads that a reload has ended', () => {
  it('are named after it, with those that are interrupted later, until they are forgotten', () => {
    const storage = tabStorage();
    new InterruptedUploads(storage).keep('aiko.reply.1', ['a.log', 'b.png']);
    const reloaded = new InterruptedUploads(storage);
    expect([reloaded.of('aiko.reply.1'), reloaded.of('aiko.reply.2')]).toEqual([['a.log', 'b.png'], []]);
    reloaded.keep('aiko.reply.1', ['c.txt']);
    expect(reloaded.of('aiko.reply.1')).toEqual(['a.log', 'b.png']);
    const again = new InterruptedUploads(storage);
    expect(again.of('aiko.reply.1')).toEqual(['a.log', 'b.png', 'c.txt']);
    again.forget('aiko.reply.1', []);
    expect([again.of('aiko.reply.1'), Object.keys(storage)]).toEqual([[], []]);
  });

  it('are none once all files are uploaded', () => {
    const storage = tabStorage();
    const uploads = new InterruptedUploads(storage);
    uploads.keep('aiko.reply.1', ['a.log']);
    uploads.keep('aiko.reply.1', []);
    expect(new InterruptedUploads(storage).of('aiko.reply.1')).toEqual([]);
  });

  it('are forgotten with the drafts of a person, and not those of others', () => {
    const storage = tabStorage();
    const before = new InterruptedUploads(storage);
    before.keep('aiko.reply.1', ['a.log']);
    before.keep('ben.reply.1', ['b.log']);
    const reloaded = new InterruptedUploads(storage);
    reloaded.forgetAll('aiko.');
    expect([reloaded.of('aiko.reply.1'), reloaded.of('ben.reply.1')]).toEqual([[], ['b.log']]);
    expect(new InterruptedUploads(storage).of('aiko.reply.1')).toEqual([]);
  });

  it.each([
    ['that something else has written', { 'ledgerdesk.uploading.k': '{"a":1}' }],
    ['that are no text', { 'ledgerdesk.uploading.k': '[1,' }],
  ])('are not those %s', (_, items) => {
    expect(new InterruptedUploads(Object.assign(tabStorage(), items)).of('k')).toEqual([]);
  });

  it('are not known where the browser keeps nothing', () => {
    const uploads = new InterruptedUploads(undefined);
    uploads.keep('k', ['a.log']);
    expect(uploads.of('k')).toEqual([]);
    const full = new InterruptedUploads(tabStorage(true));
    full.keep('k', ['a.log']);
    expect(full.of('k')).toEqual([]);
  });
});
