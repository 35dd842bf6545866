import type { Self } from '../session/self.js';
import { partAfter, unsentPart, withSentPart } from './sent-part.js';

/** Drafts of a person are kept in this browser, also when the session expires. Nobody else sees them there. */
export type Person = Pick<Self, 'kind' | 'id' | 'team'>;

const PREFIX = 'ledgerdesk.draft.';

/** What the keys of a person's drafts begin with. */
export const prefixOf = ({ kind, id, team }: Person): string => `${PREFIX}${kind}.${team?.id ?? ''}.${id}.`;

const listeners = new Set<() => void>();
/** Drafts that the browser does not store last as long as the page. */
const unstored = new Map<string, string>();

const notify = (): void => {
  for (const listen of listeners) listen();
};

const storedKeys = (): readonly string[] => {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
};

const keysOf = (person: Person): readonly string[] => {
  const prefix = prefixOf(person);
  return [...new Set([...storedKeys(), ...unstored.keys()])].filter((key) => key.startsWith(prefix));
};

/** Returns a draft; empty without one. */
export const readDraft = (key: string): string => {
  try {
    return unstored.get(key) ?? localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
};

/** Keeps a draft. An empty one is deleted. */
export const writeDraft = (key: string, text: string): void => {
  unstored.delete(key);
  try {
    if (text === '') localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    if (text !== '') unstored.set(key, text);
  }
  notify();
};

/** Removes what was sent from the beginning of a draft, and leaves what was typed after it since. */
export const removeSent = (key: string, sent: string): void => {
  const text = readDraft(key);
  if (text.startsWith(sent)) writeDraft(key, partAfter(text, sent));
};

/** Texts that are being sent, by the key of their draft. A draft keeps its text until it is sent. */
const beingSent = new Map<string, string>();

/** Returns true while the beginning of a draft is being sent. */
export const isBeingSent = (key: string): boolean => beingSent.has(key);

/** Returns a draft without what is being sent of it. */
export const readUnsent = (key: string): string => unsentPart(readDraft(key), beingSent.get(key));

/** Keeps what is typed after what is being sent. */
export const writeUnsent = (key: string, text: string): void => writeDraft(key, withSentPart(text, beingSent.get(key)));

/** Hides the beginning of a draft while it is being sent. Returns a function that shows what is left of it. */
export const hideSent = (key: string, sent: string): (() => void) => {
  beingSent.set(key, sent);
  notify();
  return () => {
    beingSent.delete(key);
    notify();
  };
};

/** Gives a draft another key, unless there is a draft of that key: then both stay. */
export const moveDraft = (from: string, to: string): void => {
  if (from === to || readDraft(to) !== '') return;
  writeDraft(to, readDraft(from));
  writeDraft(from, '');
};

/** What the key of the files of a draft ends with: those that are uploaded already. */
export const FILES = '.files';

const withoutFiles = (key: string): string => (key.endsWith(FILES) ? key.slice(0, -FILES.length) : key);

/** How many drafts a person has in this browser now. The files of a message belong to its draft. */
export const draftCount = (person: Person): number => new Set(keysOf(person).map(withoutFiles)).size;

const deletions = new Set<(prefix: string) => void>();

/** Calls a function before the drafts of a person are deleted, with what their keys begin with. */
export const onDraftsDeletion = (listen: (prefix: string) => void): void => void deletions.add(listen);

/** Deletes the drafts of a person from this browser. */
export const deleteDrafts = (person: Person): void => {
  for (const listen of deletions) listen(prefixOf(person));
  for (const key of keysOf(person)) writeDraft(key, '');
};

/** Calls a function when a draft changes, here or in another tab. */
export const onDraftChange = (listen: () => void): (() => void) => {
  listeners.add(listen);
  addEventListener('storage', listen);
  return () => {
    listeners.delete(listen);
    removeEventListener('storage', listen);
  };
};
