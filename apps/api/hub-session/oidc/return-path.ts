/** The first page of the hub. */
export const HUB_HOME = '/hub/';

/** Of the path as it is returned to: encoded, it may be nine times as long as what was wanted. */
const MAX_LENGTH = 2_000;
/** Sign-in itself is not returned to: it would begin again. */
const OF_SIGN_IN = /^\/hub\/(?:sign-in|session)(?:[/?#-]|$)/;
/** Decodes the percent-encoding of a path. Returns undefined if it is malformed. */
const decoded = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
};

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
  const route = decoded(pathname);
  if (!isBelow || route === undefined || OF_SIGN_IN.test(route)) return HUB_HOME;
  const path = `${pathname}${search}${hash}`;
  return path.length > MAX_LENGTH ? HUB_HOME : path;
};
