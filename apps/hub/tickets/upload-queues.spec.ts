import type { Schemas } from '@ledgerdesk/client';
import { UploadQueues } from './upload-queues.js';

const uploaded = (file: File): Schemas['Upload'] => ({
  uploadId: `id of ${file.name}`,
  name: file.name,
  mediaType: 'text/plain',
  bytes: file.size,
  sha256: 'abc',
  expiresAt: '2026-11-28T05:30:00.000Z',
});

/** A queue whose uploads end when the test says so. */
const queue = () => {
  const running = new Map<string, { done: () => void; fail: () => void; signal: AbortSignal }>();
  const taken: string[] = [];
  const queues = new UploadQueues(
    (file, { signal }) =>
      new Promise((resolve, reject) => {
        const fail = (): void => reject(new TypeError('The upload failed.'));
        signal.addEventListener('abort', fail);
        running.set(file.name, { done: () => resolve({ data: uploaded(file) }), fail, signal });
      }),
    (key, { uploadId }) => void taken.push(`${key}: ${uploadId}`),
  );
  const statesOf = (key: string) => queues.of(key).map(({ file, state }) => `${file.name} ${state}`);
  const upload = (name: string) => {
    const found = running.get(name);
    if (!found) throw new Error(`${name} is not being uploaded.`);
    return found;
  };
  return { queues, running, taken, statesOf, upload };
};
const [a, b] = [new File(['a'], 'a'), new File(['b'], 'b')];
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('files that are being uploaded', () => {
  it('are uploaded one after the other for a draft, although nothing shows them', async () => {
    const { queues, running, taken, statesOf, upload } = queue();
    queues.add('answer.1', [a, b]);
    queues.add('answer.2', [b]);
    expect([statesOf('answer.1'), statesOf('answer.2')]).toEqual([['a uploading', 'b waiting'], ['b uploading']]);
    running.delete('b');
    upload('a').done();
    await settled();
    expect([statesOf('answer.1'), taken]).toEqual([['b uploading'], ['answer.1: id of a']]);
    upload('b').done();
    await settled();
    expect([statesOf('answer.1'), taken.at(-1)]).toEqual([[], 'answer.1: id of b']);
  });

  it('wait to be tried again once they have failed, and let the next one begin', async () => {
    const { queues, statesOf, upload } = queue();
    queues.add('answer.1', [a, b]);
    upload('a').fail();
    await settled();
    expect(statesOf('answer.1')).toEqual(['a failed', 'b uploading']);
    queues.retry('answer.1', queues.of('answer.1')[0]?.id ?? '');
    expect(statesOf('answer.1')).toEqual(['a waiting', 'b uploading']);
    upload('b').done();
    await settled();
    expect(statesOf('answer.1')).toEqual(['a uploading']);
  });

  it('are stopped when they are removed, and are not taken over', async () => {
    const { queues, taken, statesOf, upload } = queue();
    queues.add('answer.1', [a, b]);
    queues.remove('answer.1', queues.of('answer.1')[0]?.id ?? '');
    expect([upload('a').signal.aborted, statesOf('answer.1')]).toEqual([true, ['b uploading']]);
    upload('a').done();
    await settled();
    expect(taken).toEqual([]);
  });

  it('are all stopped when the drafts of a person are deleted', () => {
    const { queues, running, statesOf, upload } = queue();
    queues.add('aiko.answer.1', [a, new File(['c'], 'c')]);
    queues.add('ben.answer.1', [b]);
    queues.removeAll('aiko.');
    expect([upload('a').signal.aborted, upload('b').signal.aborted]).toEqual([true, false]);
    expect([statesOf('aiko.answer.1'), statesOf('ben.answer.1')]).toEqual([[], ['b uploading']]);
    expect([...running.keys()]).toEqual(['a', 'b']);
  });

  it('go on for the draft that they are moved to', async () => {
    const { queues, taken, upload } = queue();
    let changes = 0;
    const stop = queues.onChange(() => (changes += 1));
    queues.add('answer.1', [a]);
    queues.move('answer.1', 'answer.2', 10);
    stop();
    expect(changes).toBeGreaterThan(1);
    upload('a').done();
    await settled();
    expect([queues.of('answer.1'), queues.of('answer.2'), taken]).toEqual([[], [], ['answer.2: id of a']]);
  });
});
