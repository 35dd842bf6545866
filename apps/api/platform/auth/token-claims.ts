import { ID_PATTERN, isRecord } from '@ledgerdesk/kernel';
import type { JWTPayload } from 'jose';
import { type Claims, TOKEN_KINDS, type TokenKind } from './caller.js';
import { subjectId } from './subject-id.js';
import { TokenRefused } from './token-refused.js';

/** Which claims of a token name its bearer: a name, or a JSON Pointer (RFC 6901) such as `/ledgerdesk/kind`. */
export interface ClaimNames {
  readonly subject: string;
  readonly kind: string;
  readonly team: string;
  readonly scope: string;
}

const unescaped = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

const claimIn = (payload: JWTPayload, name: string): unknown => {
  if (!name.startsWith('/')) return Object.hasOwn(payload, name) ? payload[name] : undefined;
  return name
    .slice(1)
    .split('/')
    .map(unescaped)
    .reduce<unknown>((value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined), payload);
};

/** The kind in a claim that holds one, or a list of roles of which one is a kind. */
const kindIn = (claim: unknown): TokenKind | undefined => {
  const values: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  const kinds = TOKEN_KINDS.filter((kind) => values.includes(kind));
  return kinds.length === 1 ? kinds[0] : undefined;
};

/** The scopes in a claim that lists them in a text (RFC 8693) or an array. Undefined without the claim. */
const scopesIn = (claim: unknown): readonly string[] | undefined => {
  if (claim === undefined) return undefined;
  const values: readonly unknown[] = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : [];
  return values.filter((value) => typeof value === 'string' && value !== '').map(String);
};

/** The claims that the engine uses. Throws TokenRefused if one is missing or malformed. */
export const claimsOf = (payload: JWTPayload, names: ClaimNames): Claims => {
  const [subject, team] = [claimIn(payload, names.subject), claimIn(payload, names.team)];
  const kind = kindIn(claimIn(payload, names.kind));
  if (typeof subject !== 'string' || subject === '') throw new TokenRefused(`no text in the claim ${names.subject}`);
  if (kind === undefined) throw new TokenRefused(`not one kind of caller in the claim ${names.kind}`);
  const scopes = scopesIn(claimIn(payload, names.scope));
  const claims = {
    kind,
    subject: subjectId(payload.iss ?? '', subject),
    expiresAt: payload.exp ?? 0,
    ...(scopes && { scopes }),
  };
  if (typeof team === 'string' && ID_PATTERN.test(team)) return { ...claims, team };
  if (kind === 'member') throw new TokenRefused(`no id of a team in the claim ${names.team}`);
  return claims;
};
