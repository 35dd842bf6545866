import { TIME_BASES } from '@ledgerdesk/kernel';
import {
  type Manifest,
  MANIFEST_FORMAT,
  type ManifestCheckpoint,
  type ManifestPolicy,
  type ManifestProjection,
  QUESTION_KINDS,
} from '@ledgerdesk/manifest';
import { EXAMPLES } from '../openapi/examples.js';
import { defineSchemas } from '../openapi/schema-registry.js';
import {
  anyObject,
  arrayOf,
  boolean,
  dateTime,
  described,
  enumOf,
  integer,
  nullable,
  objectOf,
  string,
} from '../openapi/schema.js';

const ROOT = 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=';
const NOTE = `ledgerdesk/default/0\n4218\n${ROOT}\n\n— ledgerdesk/default/0 Zm9vYmFy\n`;
const sha256 = (description: string) => string(description, EXAMPLES.sha256);

const question = objectOf<Manifest['question']>({
  kind: enumOf(QUESTION_KINDS, 'What was asked for.', 'read-model'),
  name: string('Name of the report or read model.', 'ticket-list'),
  parameters: anyObject(
    { prefix: '', page: { limit: 50 } },
    'Every parameter that the answer depends on, with defaults filled in.',
  ),
});

const log = objectOf<Manifest['log']>({
  id: string('Id of the log.', EXAMPLES.correlationId),
  epoch: integer('Epoch of the log.', 0),
  position: string('Position up to which the log was read.', EXAMPLES.position),
});

const code = objectOf<Manifest['code']>({
  version: string('Release of the engine.', '0.2.0'),
  build: nullable(sha256('SHA-256 of its build.'), 'SHA-256 of its build. Null if it was not built.'),
});

const projection = objectOf<ManifestProjection>({
  name: string('Name of the read model.', 'ticket-list'),
  version: integer('Its version.', 7),
  sha256: nullable(sha256('SHA-256 of its code.'), 'SHA-256 of its code. Null if this release does not have it.'),
});

const policy = objectOf<ManifestPolicy>({
  file: string('Name of the policy file.', 'prices'),
  version: string('Version of the file.', '2026-11'),
  sha256: sha256('SHA-256 of its contents as canonical JSON.'),
});

const checkpoint = objectOf<ManifestCheckpoint>({
  origin: string('Origin of the tree.', 'ledgerdesk/default/0'),
  size: integer('Number of leaves.', 4218),
  root: string('Root hash, in base64.', ROOT),
  note: string('The signed note.', NOTE),
});

const rows = objectOf<Manifest['rows']>({
  count: integer('Number of rows.', 50),
  sha256: sha256('SHA-256 of the canonical JSON of the rows, in order.'),
});

export const MANIFEST_SCHEMAS = defineSchemas({
  Manifest: objectOf<Manifest>(
    {
      format: enumOf([MANIFEST_FORMAT], 'Format of the manifest.'),
      question: described('What was asked.', question),
      questionSha256: sha256('SHA-256 of the canonical JSON of the question with `by`, `at` and `masked`.'),
      questionParts: anyObject(
        { kind: '52be4fe3a6ae2bd6', 'parameters.prefix': 'd0f9aa6e6e26bd17' },
        'Digest of each part of the question: tells which of them was changed.',
      ),
      log: described('The log that the answer was computed from.', log),
      by: enumOf(TIME_BASES, 'Whether `at` selected events by when they were recorded or occurred.'),
      at: dateTime('Instant as of which was asked. Absent for a position, and for the current state.'),
      code: described('The code that computed the answer.', code),
      projections: arrayOf(projection, 'The read models that the answer was computed from.'),
      policies: arrayOf(policy, 'Every version of each policy file that decisions had used up to the position.'),
      timeZoneData: string('Version of the time-zone data.', '2025b'),
      rows: described('The rows of the answer.', rows),
      masked: boolean('True if personal fields were masked. Absent if they were shown.'),
      checkpoint: described('The newest signed checkpoint, if it covers the position.', checkpoint),
    },
    'questionParts',
    'at',
    'masked',
    'checkpoint',
  ),
});

/** The headers of a response with a manifest, for `ApiOkResponse`. */
export const MANIFEST_HEADERS = {
  'Ledger-Manifest': {
    description:
      'The member `manifest`: its canonical JSON in base64url. Without `checkpoint` if the header would exceed 8 KiB.',
    schema: { type: 'string' },
    example: Buffer.from(`{"format":"${MANIFEST_FORMAT}"}`).toString('base64url'),
  },
} as const;
