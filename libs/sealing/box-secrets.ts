import { definitionOf } from '@ledgerdesk/events';
import { canonicalJson } from '@ledgerdesk/event-store';
import { isList, isRecord } from '@ledgerdesk/kernel';
import { hash } from 'node:crypto';

type Fields = Readonly<Record<string, unknown>>;

/** Returns a copy of a JSON value in which each string is replaced. */
const withTexts = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value);
  if (isList(value)) return value.map((item) => withTexts(item, change));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withTexts(item, change)]));
};

/**
 * What a box commits to in place of a secret: SHA-256 of `ledgerdesk secret ` and the secret as text, base64url.
 * Secrets are random keys, so their hashes reveal nothing.
 */
const hashOfSecret = (secret: string): string => hash('sha256', `ledgerdesk secret ${secret}`, 'base64url');

const hasText = (value: unknown): boolean => {
  let found = false;
  withTexts(value, (text) => {
    found = true;
    return text;
  });
  return found;
};

/** The names of fields that hold secrets, such as keys of files. */
const secretsIn = (type: string, fields: Fields): readonly string[] =>
  (definitionOf(type)?.secret ?? []).filter((name) => Object.hasOwn(fields, name) && hasText(fields[name]));

/** Returns true if fields hold a secret, which nobody but the engine may see. */
export const hasSecrets = (type: string, fields: Fields): boolean => secretsIn(type, fields).length > 0;

/** The fields that a box commits to, and the secrets that it holds beside them. */
export interface FieldsAndSecrets {
  /** The fields, with the hash of each secret in its place. */
  readonly committed: Fields;
  /** The fields that hold secrets, as they are. Undefined: none does. */
  readonly secrets?: Fields;
}

/** Sets the secrets in the personal fields of an event apart, so that a proof can disclose the rest. */
export const setSecretsApart = (type: string, fields: Fields): FieldsAndSecrets => {
  const names = secretsIn(type, fields);
  if (names.length === 0) return { committed: fields };
  const secrets = Object.fromEntries(names.map((name) => [name, fields[name]]));
  return { committed: { ...fields, ...hashed(secrets) }, secrets };
};

const hashed = (secrets: Fields): Fields =>
  Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, withTexts(value, hashOfSecret)]));

/** Returns true if secrets are those whose hashes stand in the fields. */
export const areSecretsOf = (fields: Fields, secrets: Fields): boolean =>
  canonicalJson({ ...fields, ...hashed(secrets) }) === canonicalJson(fields);
