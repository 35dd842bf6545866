/** Who is signed in to this browser, and how one signs in. */
export interface Session {
  /** `oidc`: with an identity provider. `link`: with development links. `none`: nobody can sign in. */
  readonly signIn: 'oidc' | 'link' | 'none';
  readonly caller: { readonly kind: string; readonly subject: string; readonly teamId: string | null } | null;
  /** When the session ends at the latest. */
  readonly expiresAt: string | null;
  /** Why the last session has ended, such as `signed-out`. */
  readonly endedBecause?: string | null;
  /** Why the link with which the hub was opened has signed nobody in; undefined if it has, or without a link. */
  readonly linkFailure?: string;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const callerIn = (value: unknown): Session['caller'] => {
  if (value === null) return null;
  if (!isObject(value) || typeof value['kind'] !== 'string' || typeof value['subject'] !== 'string')
    throw new TypeError('The response is no session.');
  return { kind: value['kind'], subject: value['subject'], teamId: textOf(value['teamId']) };
};

/** Returns the session in a response. Throws for what is none, such as the page of a proxy. */
export const sessionIn = (body: unknown): Session => {
  const { signIn, caller, expiresAt, endedBecause } = isObject(body) ? body : {};
  if (signIn !== 'oidc' && signIn !== 'link' && signIn !== 'none') throw new TypeError('The response is no session.');
  return {
    signIn,
    caller: callerIn(caller),
    expiresAt: textOf(expiresAt),
    endedBecause: textOf(endedBecause),
  };
};

/** Names a person uniquely; empty for nobody. */
export const personOf = ({ caller }: Pick<Session, 'caller'>): string =>
  caller ? [caller.kind, caller.teamId ?? '', caller.subject].join('.') : '';
