import { Type } from '@sinclair/typebox';
import { checkedText, claim, integer, key, text } from './setting-types.js';

/** An origin as browsers send it. Over plain HTTP only a loopback one: elsewhere browsers omit `Sec-Fetch-Site`. */
const ORIGIN_PATTERN =
  '^(https://[a-z0-9.\\[\\]:-]+|http://(localhost|127\\.[0-9]+\\.[0-9]+\\.[0-9]+|\\[::1\\])(:[0-9]+)?)$';

/** Tokens, and sessions of the hub. */
export const SIGN_IN_SETTINGS = {
  JWKS_URL: Type.Optional(
    checkedText({
      expected: 'a URL such as https://id.example/jwks',
      secret: 'in-url',
      pattern: '^https?://',
      description:
        'URL of the keys that sign tokens ([sign-in.md](sign-in.md)); required when `NODE_ENV=production`, with https',
    }),
  ),
  JWT_ISSUER: text({ default: 'ledgerdesk', description: 'required issuer of tokens' }),
  JWT_AUDIENCE: text({ default: 'ledgerdesk', description: 'required audience of tokens' }),
  JWT_SUBJECT_CLAIM: claim({ default: 'sub', description: 'claim with the id of the caller, in any form' }),
  JWT_KIND_CLAIM: claim({
    default: 'kind',
    description: 'claim with the kind of caller, or with a list of roles of which one is a kind',
  }),
  JWT_TEAM_CLAIM: claim({ default: 'team', description: "claim with the id of a member's team" }),
  JWT_SCOPE_CLAIM: claim({ default: 'scope', description: "claim with a service's scopes: text or a list" }),
  TOKEN_MAX_DAYS: Type.Optional(
    integer(1, 36_500, {
      shownDefault: "`366` with `JWKS_URL`, `3650` for the engine's own tokens",
      description: 'longest life of a token, in days from `iat` to `exp`; others are refused',
    }),
  ),
  REFUSED_TOKENS: integer(0, 1_000_000, {
    default: 100,
    description:
      'refused tokens a minute and address; beyond, the address may only use tokens that were accepted within five ' +
      'minutes; expired tokens do not count; `0`: no limit',
  }),
  PUBLIC_URL: Type.Optional(
    checkedText({
      expected:
        'an origin such as https://support.example.com, or http://127.0.0.1:3000 on this machine: browsers send the ' +
        'headers that protect a session only over https or on loopback',
      secret: 'in-url',
      pattern: ORIGIN_PATTERN,
      format: 'url',
      description:
        'origin at which browsers reach the hub, such as `https://support.example.com`, without a path; required ' +
        'with `OIDC_ISSUER`. The `Host` header is never used instead ([hub-sign-in.md](hub-sign-in.md))',
    }),
  ),
  OIDC_ISSUER: Type.Optional(
    checkedText({
      expected: 'a URL such as https://id.example/realms/support',
      secret: 'in-url',
      pattern: '^https?://[^\\s/?#@]+(/[^\\s?#]*)?$',
      format: 'url',
      description:
        'issuer of the OpenID Connect provider by which people sign in to the hub ' +
        '([hub-sign-in.md](hub-sign-in.md)); requires `OIDC_CLIENT_ID`, `SESSION_KEY` and `PUBLIC_URL`',
    }),
  ),
  OIDC_CLIENT_ID: Type.Optional(text({ description: 'id of the hub at the provider' })),
  OIDC_CLIENT_SECRET: Type.Optional(
    text({ secret: true, description: 'secret of the hub at the provider; without it the hub is a public client' }),
  ),
  OIDC_SCOPE: checkedText({
    expected: 'scopes such as "openid ledgerdesk", separated by spaces, with openid among them',
    pattern: '^([!#-\\[\\]-~]+ )*openid( [!#-\\[\\]-~]+)*$',
    default: 'openid',
    description: 'scopes that the hub asks the provider for, separated by spaces',
  }),
  SESSION_KEY: Type.Optional(
    key({
      description:
        '32 bytes in base64 from which the keys of session cookies are derived; the same for all engines behind one ' +
        '`PUBLIC_URL`. A new one signs everybody out',
    }),
  ),
};
