/** Whom a link signs in. */
export type LinkedPerson =
  | { readonly kind: 'operator' }
  | { readonly kind: 'member'; readonly team: string; readonly id: string }
  | { readonly kind: 'agent'; readonly id: string };

/** The port of an engine without `PORT`, for which the command needs none. */
const DEFAULT_PORT = '3000';

/** The command that prints a sign-in link to the engine at a port; empty for that of the scheme, as in an address. */
export const linkCommand = (person: LinkedPerson, port: string): string =>
  [
    'npx ledgerdesk hub-link --kind',
    person.kind,
    ...(person.kind === 'member' ? ['--team', person.team] : []),
    ...(person.kind === 'operator' ? [] : ['--subject', person.id]),
    ...(port === '' || port === DEFAULT_PORT ? [] : ['--port', port]),
  ].join(' ');
