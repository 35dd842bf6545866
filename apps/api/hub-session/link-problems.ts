import { Problem } from '../platform/http/problem.js';

/** 403: the engine takes no links. */
export const linkNotAccepted = (): Problem =>
  new Problem(
    403,
    'link-not-accepted',
    'This engine takes no sign-in links. They are for development, without an identity provider.',
  );

/** 403: the request comes from another machine, or through a proxy. */
export const linkNotLocal = (): Problem =>
  new Problem(403, 'link-not-local', 'A sign-in link works only on the machine on which the engine runs.');

/** 403: the link was made more than ten minutes ago. */
export const linkExpired = (): Problem =>
  new Problem(403, 'link-expired', 'The link has expired. Make a new one with ledgerdesk hub-link.');

/** 403: the link has signed somebody in. */
export const linkUsed = (): Problem =>
  new Problem(403, 'link-used', 'The link was used before. Make a new one with ledgerdesk hub-link.');

/** 403: the link is not of this engine. `cause` is for the log. */
export const linkInvalid = (cause: string): Problem =>
  new Problem(403, 'link-invalid', 'This is no sign-in link of this engine. Make one with ledgerdesk hub-link.', {
    cause,
  });
