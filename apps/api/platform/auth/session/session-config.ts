import type { EndedCredentials } from '@ledgerdesk/outbox';

/** How people sign in to the hub: by an identity provider, by links of `ledgerdesk hub-link`, or not at all. */
export type SignInMethod = 'oidc' | 'link' | 'none';

/** What the sessions of the hub need of the engine. */
export interface HubSessionConfig {
  readonly signIn: SignInMethod;
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
