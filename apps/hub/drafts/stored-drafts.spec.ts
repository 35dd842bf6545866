import { fakeStorage } from '../../../test/support/browser/fake-storage.js';
import {
  deleteDrafts,
  draftCount,
  hideSent,
  moveDraft,
  onDraftsDeletion,
  readDraft,
  removeSent,
  writeDraft,
  writeUnsent,
} from './stored-drafts.js';

const AIKO = { kind: 'member', id: 'aiko', team: null } as const;
const BEN = { kind: 'member', id: 'ben', team: null } as const;
const KEY = 'ledgerdesk.draft.member..aiko.reply.t';

const useStorage = (isFull: boolean): void => {
  Object.defineProperty(globalThis, 'localStorage', { value: fakeStorage(isFull), configurable: true });
};

afterEach(() => {
  deleteDrafts(AIKO);
  deleteDrafts(BEN);
  Reflect.deleteProperty(globalThis, 'localStorage');
});

describe.each([
  ['that the browser stores', false],
  ['that it has no room for', true],
])('drafts %s', (_, isFull) => {
  beforeEach(() => useStorage(isFull));

  it('are counted and deleted, those of others are not', () => {
    writeDraft(KEY, 'Hello');
    writeDraft(`${KEY}.files`, '[]');
    writeDraft('ledgerdesk.draft.member..ben.reply.t', 'Good evening');
    expect(draftCount(AIKO)).toBe(1);
    deleteDrafts(AIKO);
    expect([draftCount(AIKO), draftCount(BEN)]).toEqual([0, 1]);
  });

  it('move to another key, but not over another draft', () => {
    writeDraft(KEY, 'Hello');
    moveDraft(KEY, `${KEY}2`);
    expect([readDraft(KEY), readDraft(`${KEY}2`)]).toEqual(['', 'Hello']);
    writeDraft(KEY, 'Other');
    moveDraft(KEY, `${KEY}2`);
    expect([readDraft(KEY), readDraft(`${KEY}2`)]).toEqual(['Other', 'Hello']);
  });

  it('keep what was typed while a message was being sent', () => {
    writeDraft(KEY, 'Hello');
    removeSent(KEY, 'Hello');
    expect(readDraft(KEY)).toBe('');
    writeDraft(KEY, 'Hello\nand one more thing');
    removeSent(KEY, 'Hello');
    expect(readDraft(KEY)).toBe('and one more thing');
    const end = hideSent(KEY, 'and one more thing');
    writeUnsent(KEY, '\n  indented');
    removeSent(KEY, 'and one more thing');
    end();
    expect(readDraft(KEY)).toBe('\n  indented');
    writeDraft(KEY, 'Help');
    removeSent(KEY, 'Hello');
    expect(readDraft(KEY)).toBe('Help');
  });
});

it('drafts are announced before they are deleted', () => {
  const seen: string[] = [];
  onDraftsDeletion((prefix) => seen.push(prefix, readDraft(KEY)));
  writeDraft(KEY, 'Hello');
  deleteDrafts(AIKO);
  expect(seen).toEqual(['ledgerdesk.draft.member..aiko.', 'Hello']);
});
