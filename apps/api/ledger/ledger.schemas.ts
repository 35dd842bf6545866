import type {
  ConsistencyDocument,
  InclusionDocument,
  Opening,
  TicketBundle,
  TimeStampDocument,
} from '@ledgerdesk/ledger';
import type { LogKey } from '@ledgerdesk/tree-store';
import type { LedgerKeys } from './tree-proofs.js';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  anyObject,
  arrayOf,
  dateTime,
  described,
  enumOf,
  integer,
  objectOf,
  string,
  valueLike,
} from '../platform/openapi/schema.js';

const HASH = 'vSm9yIVDy+7WQfEmbfF3+YkfUg5r8tWvMkH7jBqoN5M=';

export const CHECKPOINT_EXAMPLE = `ledgerdesk/main/0
1204
${HASH}
since 2026-11-30T08:00:00.000Z 1

— ledgerdesk/main/0 x1ZFJ2JkhbQ=
`;

const HANDOVER_EXAMPLE = CHECKPOINT_EXAMPLE.replace('\n\n', '\nnext-key ledgerdesk/main/0+c7564527+AQ6b\n\n');

const proof = arrayOf(valueLike(HASH), 'Hashes in base64, the lowest node first.');

const consistency = objectOf<ConsistencyDocument>({
  from: integer('Size of the older tree.', 880),
  to: integer('Size of the newer tree.', 1_204),
  fromRoot: string('Root of the older tree in base64, as the log has it.', HASH),
  proof,
});

const opening = objectOf<Opening>({
  fields: anyObject({ subject: 'Sync has stopped' }, 'The personal fields by name: texts and lists.'),
  salt: string('The salt of the commitment, in base64url.', 'Zm9vYmFyYmF6cXV4cXV1eGNvcmdlZ3JhdWx0Z2FycGx5'),
});

const bundleEvent = objectOf<TicketBundle['events'][number]>(
  {
    index: integer('Index of the leaf, from 0.', 17),
    envelope: string('The text whose UTF-8 bytes the leaf covers: canonical JSON.', '{"data":{},"id":"…"}'),
    inclusion: arrayOf(valueLike(HASH), 'Inclusion proof at the size of the checkpoint, in base64.'),
    disclosed: described('The personal fields that you may see, with the salt of their commitment.', opening),
  },
  'disclosed',
);

export const LEDGER_SCHEMAS = defineSchemas({
  InclusionProof: objectOf<InclusionDocument>({
    index: integer('Index of the leaf, from 0.', 17),
    size: integer('Size of the tree.', 1_204),
    leaf: string('Hash of the leaf in base64.', HASH),
    proof,
  }),
  ConsistencyProof: consistency,
  LedgerKeys: objectOf<LedgerKeys>({
    origin: string('Origin of the checkpoints: the name of the log, its tenant and its epoch.', 'ledgerdesk/main/0'),
    items: arrayOf(
      objectOf<LogKey>({
        vkey: string(
          'Public key as `<origin>+<key id>+<base64>` (C2SP signed-note).',
          'ledgerdesk/main/0+c7564527+AQ6bE9J1sXl9iKkm1bWJ3b3w3m4sR5cY0b5xgQv3l7rC',
        ),
        since: integer('Size of the first checkpoint that it signed.', 1),
        at: dateTime('Instant of that checkpoint, in real time.'),
      }),
      'Keys that have signed the log in this epoch, the first one first.',
    ),
    handovers: arrayOf(
      valueLike(HANDOVER_EXAMPLE),
      'Checkpoints with which one key handed over to the next one: signed by both, they name the next one.',
    ),
  }),
  TimeStamp: objectOf<TimeStampDocument>({
    size: integer('Number of leaves of the checkpoint.', 1_204),
    checkpoint: string('The signed checkpoint, as it was when it was stamped.', CHECKPOINT_EXAMPLE),
    time: dateTime('Instant at which it existed, as the authority states.'),
    response: string('Response of the authority (TimeStampResp) in base64.', 'MIIFOjADAgEAMIIFMQYJKoZIhvcNAQcCoIIF'),
  }),
  TicketBundle: objectOf<TicketBundle>(
    {
      format: enumOf(['ledgerdesk-ticket-bundle/v1'], 'Format of the bundle.'),
      ticket: string('Id of the ticket.', EXAMPLES.ticketId),
      scope: enumOf(
        ['all', 'public'],
        '`all`: every event of the ticket up to the checkpoint. `public`: those that its requester may see; the ' +
          'bundle does not claim to be complete.',
      ),
      checkpoint: string('The signed checkpoint that the proofs lead to.', CHECKPOINT_EXAMPLE),
      events: arrayOf(bundleEvent, 'The events of the ticket by revision.'),
      policies: arrayOf(bundleEvent, 'The recorded versions of the policy files that the events used.'),
      consistency: described('Proof that the checkpoint extends the one of size `from`.', consistency),
    },
    'consistency',
  ),
});
