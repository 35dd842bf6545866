import type { EndedCredentials } from '@ledgerdesk/outbox';
import type { ClaimNames } from '../token-claims.js';

/** How people sign in to the hub: by an identity provider, by links of `ledgerdesk hub-link`, or not at all. */
export type SignInMethod = 'oidc' | 'link' | 'none';

/** The hub as a client of an OpenID Connect provider. */
export interface OidcClientConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined for a public client. */
  readonly clientSecret: string | undefined;
  /** Scopes that are asked for, separated by spaces. */
  readonly scope: string;
  /** Which claims of the ID token name its bearer: those of bearer tokens. */
  readonly claims: ClaimNames;
  /** Origin of the hub. */
  readonly publicUrl: string;
}

/** What the sessions of the hub need of the engine. */
export interface HubSessionConfig {
  readonly signIn: SignInMethod;
  /** Undefined unless people sign in by an identity provider. */
  readonly oidc: OidcClientConfig | undefined;
  /** Origin of the hub; undefined for the loopback address on which the engine listens. */
  readonly publicUrl: string | undefined;
  /** 32 bytes from which the keys of cookies are derived. */
  readonly key: () => Uint8Array;
  /** PKCS #8 PEM of the Ed25519 key that signs links. */
  readonly linkKey: () => string;
  readonly ended: EndedCredentials;
  /** False in a process that serves health only. */
  readonly isServed: boolean;
}

/**
 * What a cookie is sealed for, by what it is and by how people sign in: whoever signed in another way, at another
 * provider or at another address signs in again.
 */
export const cookiePurpose = (
  what: 'session of the hub' | 'attempt to sign in to the hub',
  {
    signIn,
    oidc,
    publicUrl,
  }: Pick<HubSessionConfig, 'signIn' | 'publicUrl'> & {
    readonly oidc?: Pick<OidcClientConfig, 'issuer'> | undefined;
  },
): string => JSON.stringify([what, signIn, oidc?.issuer ?? null, publicUrl ?? null]);
