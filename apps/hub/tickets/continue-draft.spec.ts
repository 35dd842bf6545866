import { FILES, readDraft, writeDraft } from '../drafts/stored-drafts.js';
import { continueDraft } from './continue-draft.js';
import { storedFilesIn, storedFilesText } from './stored-files.js';

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
    continueDraft(OLD, NEW);
    expect([readDraft(OLD), readDraft(OLD + FILES)]).toEqual(['', '']);
    expect(readDraft(NEW)).toBe('Hello.\n\nPlease restart.');
    expect(uploadsOf(NEW)).toEqual(['sync-0', 'steps-0']);
  });

  it('takes files along without a text', () => {
    writeDraft(OLD + FILES, storedFilesText(files(1, 'steps')));
    continueDraft(OLD, NEW);
    expect([readDraft(NEW), uploadsOf(NEW)]).toEqual(['', ['steps-0']]);
  });

  it('leaves files for which a message has no room', () => {
    writeDraft(OLD + FILES, storedFilesText(files(3, 'steps')));
    writeDraft(NEW + FILES, storedFilesText(files(8, 'sync')));
    continueDraft(OLD, NEW);
    expect(uploadsOf(NEW)).toHaveLength(10);
    expect(uploadsOf(OLD)).toEqual(['steps-2']);
  });
});
