/** Whoever was signed in last, for the other tabs of this browser: they share its session. */
const KEY = 'ledgerdesk.session';

/** Tells the other tabs who is signed in now. They hear of it only if it is somebody else than before. */
export const tellOtherTabs = (person: string): void => {
  try {
    if (localStorage.getItem(KEY) !== person) localStorage.setItem(KEY, person);
  } catch {
    // Private windows may have no storage: other tabs find out with their next request.
  }
};

/** Who was signed in last in this browser, as far as it is known; empty for nobody. */
export const lastPerson = (): string => {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
};

/** Calls a function when another tab tells that somebody has signed in or out. Returns a function that ends this. */
export const onOtherTab = (listen: () => void): (() => void) => {
  const hear = ({ key }: StorageEvent): void => {
    if (key === KEY) listen();
  };
  addEventListener('storage', hear);
  return () => removeEventListener('storage', hear);
};
