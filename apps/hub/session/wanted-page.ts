const KEY = 'ledgerdesk.wanted';
const HOME = '/hub/';
/** Paths of the hub, the only permitted targets. The engine checks them as well. */
const IN_HUB = /^\/hub\/(?![/\\])/;

/** Keeps the requested page in this tab while the reader signs in at the identity provider. */
export const keepWantedPage = (address: string): void => {
  try {
    sessionStorage.setItem(KEY, address);
  } catch {
    // Storage can be disabled: after a failed sign-in, the reader starts at the first page.
  }
};

/** Forgets the page after a sign-in: the next person to sign in here must not be led to it. */
export const forgetWantedPage = (): void => {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Storage can be disabled.
  }
};

/** The page requested before a failed sign-in; the first page if it is unknown. */
export const wantedPage = (): string => {
  try {
    const address = sessionStorage.getItem(KEY) ?? HOME;
    return IN_HUB.test(address) ? address : HOME;
  } catch {
    return HOME;
  }
};
