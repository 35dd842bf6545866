import { useCallback, useState } from 'react';
import { type Self, useSelf } from '../session/self.js';

/** Drafts of a person are kept in this browser, also when the session expires. Nobody else sees them there. */
type Person = Pick<Self, 'kind' | 'id' | 'team'>;

const PREFIX = 'ledgerdesk.draft.';
const prefixOf = ({ kind, id, team }: Person): string => `${PREFIX}${kind}.${team?.id ?? ''}.${id}.`;

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
};

const read = (key: string): string => {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
};

const write = (key: string, text: string): void => {
  try {
    if (text === '') localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Without storage a draft lasts as long as the page.
  }
};

/** A draft, and functions that change and delete it. */
export interface Draft {
  readonly text: string;
  readonly change: (text: string) => void;
  /** Once it is sent. */
  readonly clear: () => void;
}

/**
 * The reader's draft by a name, such as `reply.<ticketId>`. It survives reloads, reconnects and the end of a session.
 *
 * @example
 * const draft = useDraft(`reply.${ticketId}`);
 */
export const useDraft = (name: string): Draft => {
  const key = prefixOf(useSelf()) + name;
  const [stored, setStored] = useState(() => ({ key, text: read(key) }));
  const text = stored.key === key ? stored.text : read(key);
  const change = useCallback(
    (changed: string) => {
      write(key, changed);
      setStored({ key, text: changed });
    },
    [key],
  );
  const clear = useCallback(() => change(''), [change]);
  return { text, change, clear };
};
