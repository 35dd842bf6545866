import { fakeStorage } from '../../../test/support/browser/fake-storage.js';
import { FILES, readDraft, writeDraft } from '../drafts/stored-drafts.js';
import { continueDraft } from './continue-draft.js';
import { InterruptedUploads } from './interrupted-uploads.js';
import { storedFilesIn, storedFilesText } from './stored-files.js';
import { UploadQueues } from './upload-queues.js';

/** Uploads that do not end. */
const queues = new UploadQueues(
  () => new Promise(() => undefined),
  () => undefined,
);
const interrupted = new InterruptedUploads(undefined);
const uploads = { queues, interrupted };
const OLD = 'answer.old';
const NEW = 'answer.new';

const files = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => ({
    uploadId: `${name}-${index}`,
    name: `${name}-${index}.log`,
    mediaType: 'text/plain',
    bytes: 14,
    expiresAt: '2026-11-28T05:30:00.000Z',
  }));
const uploadsOf = (key: string) => storedFilesIn(readDraft(key + FILES)).map(({ uploadId }) => uploadId);

afterEach(() => {
  for (const key of [OLD, NEW, OLD + FILES, NEW + FILES]) writeDraft(key, '');
});

describe('a draft that goes on elsewhere', () => {
  it('follows the text and the files that are there', () => {
    writeDraft(OLD, 'Please restart.');
    writeDraft(OLD + FILES, storedFilesText(files(1, 'steps')));
    writeDraft(NEW, 'Hello.');
    writeDraft(NEW + FILES, storedFilesText(files(1, 'sync')));
    continueDraft(uploads, OLD, NEW);
    expect([readDraft(OLD), readDraft(OLD + FILES)]).toEqual(['', '']);
    expect(readDraft(NEW)).toBe('Hello.\n\nPlease restart.');
    expect(uploadsOf(NEW)).toEqual(['sync-0', 'steps-0']);
  });

  it('takes files along without a text', () => {
    writeDraft(OLD + FILES, storedFilesText(files(1, 'steps')));
    continueDraft(uploads, OLD, NEW);
    expect([readDraft(NEW), uploadsOf(NEW)]).toEqual(['', ['steps-0']]);
  });

  it('leaves files for which a message has no room', () => {
    writeDraft(OLD + FILES, storedFilesText(files(3, 'steps')));
    writeDraft(NEW + FILES, storedFilesText(files(8, 'sync')));
    continueDraft(uploads, OLD, NEW);
    expect(uploadsOf(NEW)).toHaveLength(10);
    expect(uploadsOf(OLD)).toEqual(['steps-2']);
  });

  it('takes along files that are being uploaded, as far as there is room', () => {
    writeDraft(OLD + FILES, storedFilesText(files(2, 'steps')));
    writeDraft(NEW + FILES, storedFilesText(files(7, 'sync')));
    queues.add(OLD, [new File([], 'first.log'), new File([], 'second.log')]);
    continueDraft(uploads, OLD, NEW);
    expect([queues.of(NEW), queues.of(OLD)].map((queue) => queue.map(({ file }) => file.name))).toEqual([
      ['first.log'],
      ['second.log'],
    ]);
    expect(uploadsOf(NEW)).toHaveLength(9);
  });

  it('names the files there that a reload has kept from being uploaded', () => {
    const storage = fakeStorage();
    new InterruptedUploads(storage).leave(
      new Map([
        [OLD, ['steps.log']],
        [NEW, ['sync.log']],
      ]),
    );
    const reloaded = new InterruptedUploads(storage);
    continueDraft({ queues, interrupted: reloaded }, OLD, NEW);
    expect([reloaded.of(OLD), reloaded.of(NEW)]).toEqual([[], ['sync.log', 'steps.log']]);
  });
});
