import { canonicalJson } from '@ledgerdesk/event-store';
import type { Manifest } from './manifest.js';

/** The header of responses that has the manifest. */
export const MANIFEST_HEADER = 'ledger-manifest';

/** Characters of the header at most: clients limit all headers of a response together, Node.js to 16 KiB. */
const MAX_CHARACTERS = 8_192;

const encoded = (manifest: Manifest): string => Buffer.from(canonicalJson(manifest)).toString('base64url');

/**
 * A manifest as the value of a header: its canonical JSON in base64url (RFC 4648). Without the checkpoint if the note
 * has so many signatures that the header would be too long; undefined if it is even then.
 */
export const manifestHeader = (manifest: Manifest): string | undefined => {
  const { checkpoint: _, ...unsigned } = manifest;
  return [manifest, unsigned].map(encoded).find(({ length }) => length <= MAX_CHARACTERS);
};
