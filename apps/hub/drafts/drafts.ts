import { useCallback, useSyncExternalStore } from 'react';
import { type Self, useSelf } from '../session/self.js';

/** Drafts of a person are kept in this browser, also when the session expires. Nobody else sees them there. */
type Person = Pick<Self, 'kind' | 'id' | 'team'>;

const PREFIX = 'ledgerdesk.draft.';
const prefixOf = ({ kind, id, team }: Person): string => `${PREFIX}${kind}.${team?.id ?? ''}.${id}.`;

const listeners = new Set<() => void>();
/** Drafts that the browser does not store last as long as the page. */
const unstored = new Map<string, string>();

const notify = (): void => {
  for (const listen of listeners) listen();
};

const keysOf = (person: Person): readonly string[] => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefixOf(person)));
  } catch {
    return [];
  }
};

/** How many drafts a person has in this browser. */
export const draftCount = (person: Person): number => keysOf(person).length;

/** Deletes the drafts of a person from this browser. */
export const deleteDrafts = (person: Person): void => {
  for (const key of keysOf(person)) localStorage.removeItem(key);
  unstored.clear();
  notify();
};

const read = (key: string): string => {
  try {
    return unstored.get(key) ?? localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
};

const write = (key: string, text: string): void => {
  unstored.delete(key);
  try {
    if (text === '') localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    unstored.set(key, text);
  }
  notify();
};

/** Calls a function when a draft changes, here or in another tab. */
const subscribe = (listen: () => void): (() => void) => {
  listeners.add(listen);
  addEventListener('storage', listen);
  return () => {
    listeners.delete(listen);
    removeEventListener('storage', listen);
  };
};

/** A draft, and functions that change and delete it. */
export interface Draft {
  readonly text: string;
  readonly change: (text: string) => void;
  /** Once it is sent. */
  readonly clear: () => void;
}

/**
 * The reader's draft by a name, such as `reply.<ticketId>`. It survives reloads, reconnects and the end of a session,
 * and is the same wherever it is shown.
 *
 * @example
 * const draft = useDraft(`reply.${ticketId}`);
 */
export const useDraft = (name: string): Draft => {
  const key = prefixOf(useSelf()) + name;
  const text = useSyncExternalStore(
    subscribe,
    useCallback(() => read(key), [key]),
  );
  const change = useCallback((changed: string) => write(key, changed), [key]);
  const clear = useCallback(() => change(''), [change]);
  return { text, change, clear };
};
