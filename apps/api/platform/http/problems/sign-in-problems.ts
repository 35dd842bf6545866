import type { ProblemDeclaration } from './problem-declaration.js';

/** Callers whose token, session or link is not accepted, or does not suffice. */
export const SIGN_IN_PROBLEMS = {
  'link-expired': {
    status: 403,
    cause: 'The sign-in link was made more than ten minutes ago.',
    remedy: 'Make a new one with `ledgerdesk hub-link`.',
  },
  'link-invalid': {
    status: 403,
    cause: 'The token is no sign-in link that this engine has signed.',
    remedy: 'Make one with `ledgerdesk hub-link` and the `DATA_DIR` of the engine.',
  },
  'link-not-accepted': {
    status: 403,
    cause: 'The engine takes no sign-in links: it is in production, or has an identity provider.',
    remedy: 'Sign in by the identity provider (`OIDC_ISSUER`).',
  },
  'link-not-local': {
    status: 403,
    cause: 'The sign-in link was used on another machine than the one of the engine, or through a proxy.',
    remedy: 'Open the link on the machine on which the engine runs.',
  },
  'link-used': {
    status: 403,
    cause: 'The sign-in link was used before.',
    remedy: 'Make a new one with `ledgerdesk hub-link`.',
  },
  'member-required': {
    status: 403,
    cause: 'The route is for members, and the service acts for none.',
    remedy: 'Send `Ledger-On-Behalf-Of: <teamId>/<memberId>`.',
  },
  'not-same-origin': {
    status: 403,
    cause: 'The request carries the cookie of the hub, but no page of the hub has sent it.',
    remedy: 'Send a token instead: `Authorization: Bearer <token>`.',
  },
  'scope-required': {
    status: 403,
    cause: 'The token of the service lacks a scope.',
    remedy: 'Issue a token with the scope in `scope`.',
  },
  'session-ended': {
    status: 401,
    cause: 'The session of the hub has expired, was signed out, or its holder has lost a right (`endedBecause`).',
    remedy: 'Sign in to the hub again.',
  },
  'sign-in-required': {
    status: 401,
    cause: 'There is no token, or it is not accepted.',
    remedy: 'Send a valid token as `Authorization: Bearer <token>`.',
  },
  'sign-in-unavailable': {
    status: 503,
    cause: 'The keys of the identity provider cannot be fetched.',
    remedy: 'Retry after `Retry-After`.',
  },
} as const satisfies Readonly<Record<string, ProblemDeclaration>>;
