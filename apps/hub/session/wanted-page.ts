const KEY = 'ledgerdesk.wanted';
const HOME = '/hub/';
/** Paths of the hub: nothing else may be led to. The engine checks it as well. */
const IN_HUB = /^\/hub\/(?![/\\])/;

/** Keeps the page that a reader wanted, in this tab, while they sign in elsewhere. */
export const keepWantedPage = (address: string): void => {
  try {
    sessionStorage.setItem(KEY, address);
  } catch {
    // Browsers can be set to keep nothing: a failed sign-in begins again at the first page.
  }
};

/** Forgets it: somebody is signed in. Who signs in here later wants another page, and it is not theirs to see. */
export const forgetWantedPage = (): void => {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Browsers can be set to keep nothing.
  }
};

/** The page that was wanted before a sign-in that failed; the first page if it is not known. */
export const wantedPage = (): string => {
  try {
    const address = sessionStorage.getItem(KEY) ?? HOME;
    return IN_HUB.test(address) ? address : HOME;
  } catch {
    return HOME;
  }
};
