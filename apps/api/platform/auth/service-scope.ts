import type { ServiceScope } from './caller.js';

/** Scopes that a service token must list. A token without scopes has all others, as in version 0.1.0. */
const NEVER_IMPLIED: readonly ServiceScope[] = ['privacy:read', 'privacy:erase'];

/** Returns true if a service whose token lists these scopes, or none, has a scope. */
export const hasScope = (scopes: readonly string[] | undefined, scope: ServiceScope): boolean =>
  scopes?.includes(scope) ?? !NEVER_IMPLIED.includes(scope);
