/** What a reader has chosen for this browser. */
type Preference = 'language' | 'theme' | 'zone' | 'shortcuts';

const keyOf = (name: Preference): string => `ledgerdesk.${name}`;

/** Returns a stored preference. Null without one, and where the browser stores nothing. */
export const readPreference = (name: Preference): string | null => {
  try {
    return localStorage.getItem(keyOf(name));
  } catch {
    return null;
  }
};

/** Stores a preference. Without storage it lasts as long as the page. */
export const writePreference = (name: Preference, value: string): void => {
  try {
    localStorage.setItem(keyOf(name), value);
  } catch {
    // Private windows may have no storage.
  }
};
