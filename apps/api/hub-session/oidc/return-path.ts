/** The first page of the hub. */
export const HUB_HOME = '/hub/';

const MAX_LENGTH = 2_000;
/** Sign-in itself is not returned to: it would begin again. */
const OF_SIGN_IN = /^\/hub\/(?:sign-in|session)(?:[/?#-]|$)/;
/** The authority is only there to resolve a path against. */
const ORIGIN = 'http://hub.invalid';

/**
 * The path below `/hub` to which a browser returns after sign-in; that of the first page if `wanted` is anything else,
 * so that no link leads anywhere else by way of sign-in.
 */
export const returnPath = (wanted: unknown): string => {
  if (typeof wanted !== 'string' || wanted.length > MAX_LENGTH || !/^\/hub(?:[/?#]|$)/.test(wanted)) return HUB_HOME;
  // Browsers read a backslash as a slash, and skip control characters.
  if (/[\\\p{Cc}]/u.test(wanted) || !URL.canParse(wanted, ORIGIN)) return HUB_HOME;
  const { origin, pathname, search, hash } = new URL(wanted, ORIGIN);
  const isBelow = origin === ORIGIN && (pathname === '/hub' || pathname.startsWith(HUB_HOME));
  return isBelow && !OF_SIGN_IN.test(pathname) ? `${pathname}${search}${hash}` : HUB_HOME;
};
