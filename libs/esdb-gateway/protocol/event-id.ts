import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import { v5 as nameBased } from 'uuid';
import { uuidOf } from './request-fields.js';
import { badRequest } from './rpc-error.js';

const HYPHENATED = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const CANONICAL = new RegExp(`^${HYPHENATED}$`);
/** The forms that EventStoreDB reads: 32 digits; with hyphens, also in braces or parentheses. */
const ANY_FORM = new RegExp(`^(?:[0-9a-f]{32}|${HYPHENATED}|\\{${HYPHENATED}\\}|\\(${HYPHENATED}\\))$`);
const NIL = '00000000-0000-0000-0000-000000000000';

const canonicalId = (text: string): string | undefined => {
  const lower = text.toLowerCase();
  if (!ANY_FORM.test(lower)) return undefined;
  return lower.replace(/[^0-9a-f]/g, '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/**
 * The id of a proposed event, in lower case with hyphens: clients fail to read any other form.
 * @throws RpcError unless it is a UUID other than the nil UUID
 */
export const parseEventId = (uuid: UUID | undefined): string => {
  const text = uuidOf(uuid);
  const id = canonicalId(text);
  if (id === undefined || id === NIL)
    throw badRequest(`The event id "${text}" is not a UUID. Send one such as 6a2f41a3-c54c-4ce8-82d2-0324e1c32e22.`);
  return id;
};

const NAMESPACE = '8c3c7ff1-3b0c-4a59-9d2a-0f1d5a3f6f0b';

/** The id under which clients receive a stored event. Version 0.1.0 stored any text as an id: it gets a UUID. */
export const readableIdOf = ({ id }: { readonly id: string }): string =>
  CANONICAL.test(id) ? id : (canonicalId(id) ?? nameBased(id, NAMESPACE));
