import { MAX_STREAM_EVENTS } from '@ledgerdesk/application';
import { MAX_CHAT_MESSAGES, MAX_VIEWS, type Policy, UPLOAD_HOURS } from '@ledgerdesk/domain';
import { MAX_PAGE, MAX_SEARCHED, MAX_TESTED } from '@ledgerdesk/projections';
import { MAX_NAME_BYTES } from '../api/attachments/file-part.js';
import { MAX_FORM_BYTES } from '../api/attachments/form-body.js';
import { MAX_TICKETS } from '../api/desk/bulk-action.dto.js';
import { MAX_EVENTS } from '../api/ledger/log.dto.js';
import { MAX_MESSAGE_BYTES } from '../api/live-support/chat.dto.js';
import { LONG_TEXT } from '../api/platform/http/fields.js';
import { BODY_LIMIT, MAX_DEPTH } from '../api/platform/http/json-body.js';
import { MAX_WEBHOOKS } from '../api/webhooks/own-webhooks.js';
import type { ProblemCode } from '../api/platform/http/problems.js';
import { markdownTable } from '../api/platform/reference/markdown-table.js';
import { DECLARATIONS, type Settings } from './settings-schema.js';

/** The problem of a request beyond a limit. */
type Beyond = readonly [status: number, code: ProblemCode];
/** What is limited, how far, and what a request beyond gets: a problem, or something else. */
type Limit = readonly [what: string, limit: string, beyond: Beyond | string];

const count = new Intl.NumberFormat('en');
const KIB = 1_024;

/** Bytes in the largest unit that gives a whole number. */
const bytes = (size: number): string => {
  const units = [
    ['GiB', KIB ** 3],
    ['MiB', KIB ** 2],
    ['KiB', KIB],
  ] as const;
  const unit = units.find(([, factor]) => size % factor === 0);
  return unit ? `${count.format(size / unit[1])} ${unit[0]}` : `${count.format(size)} bytes`;
};

const INVALID: Beyond = [400, 'invalid-input'];

/** Limits that are the same in every installation. */
const fixedLimits: readonly Limit[] = [
  ['a JSON body', bytes(BODY_LIMIT), [413, 'body-too-large']],
  ['levels of nesting of a JSON body', count.format(MAX_DEPTH), [400, 'malformed-json']],
  ['request headers', bytes(16 * KIB), [431, 'headers-too-large']],
  ['text of a ticket message', `${bytes(LONG_TEXT)} in UTF-8`, INVALID],
  ['text of a chat message', `${bytes(MAX_MESSAGE_BYTES)} in UTF-8`, INVALID],
  ['messages of a chat', count.format(MAX_CHAT_MESSAGES), [409, 'chat-full']],
  ['tickets of one bulk action', count.format(MAX_TICKETS), INVALID],
  ['items of a page', count.format(MAX_PAGE), INVALID],
  [
    'rows that a page with filters tests, and matches that a count counts',
    count.format(MAX_TESTED),
    'the page is short, the count incomplete',
  ],
  ['tickets whose texts a search of the queue reads for a page', count.format(MAX_SEARCHED), 'the page is short'],
  ['events of a page of the log', count.format(MAX_EVENTS), INVALID],
  [
    'events that commands of members and services record on one resource',
    count.format(MAX_STREAM_EVENTS),
    [409, 'stream-full'],
  ],
  ['saved views of a member', count.format(MAX_VIEWS), [409, 'too-many-views']],
  ['webhooks of a service', count.format(MAX_WEBHOOKS), [409, 'too-many-webhooks']],
  ['name of a file', `${bytes(MAX_NAME_BYTES)} in UTF-8`, [400, 'upload-name-invalid']],
  ['form around a file', bytes(MAX_FORM_BYTES), [413, 'upload-too-large']],
  ['time in which an uploaded file can be attached', `${UPLOAD_HOURS} hours`, [400, 'upload-expired']],
];

type LimitedSetting = keyof Settings & Uppercase<string>;

const setting = (name: LimitedSetting): string => {
  const value: unknown = DECLARATIONS.get(name)?.default;
  return `${typeof value === 'number' ? count.format(value) : String(value)} (\`${name}\`)`;
};

/** Limits that an operator can set, with their default. */
const settableLimits = ({ attachments }: Pick<Policy, 'attachments'>): readonly Limit[] => [
  [
    'requests of one caller in a second, with bursts of twice as many',
    setting('RATE_LIMIT'),
    [429, 'too-many-requests'],
  ],
  ['requests that are handled at once', setting('REQUESTS_ACTIVE'), [503, 'overloaded']],
  ['requests that wait, at most 5 seconds', setting('REQUESTS_WAITING'), [503, 'overloaded']],
  ['open connections of one address', setting('CONNECTIONS_PER_ADDRESS'), [429, 'too-many-connections']],
  ['open connections in total', setting('CONNECTIONS'), [503, 'too-many-connections']],
  ['open event streams of one caller', setting('EVENT_STREAMS_PER_CALLER'), [429, 'too-many-event-streams']],
  ['open event streams of one address', setting('EVENT_STREAMS_PER_ADDRESS'), [429, 'too-many-event-streams']],
  ['refused tokens of one address in a minute', setting('REFUSED_TOKENS'), [429, 'too-many-requests']],
  ['seconds until the headers of a request have arrived', setting('HEADER_SECONDS'), [408, 'request-timeout']],
  ['seconds until its body has arrived, and one for each 500 bytes', setting('BODY_SECONDS'), [408, 'request-timeout']],
  ['a file', `${bytes(attachments.maxBytes)} (\`policy.json\`)`, [413, 'upload-too-large']],
  [
    'files of one uploader in 24 hours',
    `${bytes(attachments.memberBytesPerDay)} (\`policy.json\`)`,
    [429, 'upload-quota'],
  ],
  [
    'files of a team in 24 hours',
    `${bytes(attachments.teamBytesPerDay)} (\`policy.json\`)`,
    [429, 'team-upload-quota'],
  ],
];

const tableOf = (limits: readonly Limit[]): string =>
  markdownTable(
    ['What', 'Limit', 'Beyond it'],
    limits.map(([what, limit, beyond]) => [
      what,
      limit,
      typeof beyond === 'string' ? beyond : `${beyond[0]} \`${beyond[1]}\``,
    ]),
  );

/** The tables of docs/api/limits.md: limits that are fixed, and those that an operator sets. */
export const limitTables = (
  policy: Pick<Policy, 'attachments'>,
): { readonly fixed: string; readonly settable: string } => ({
  fixed: tableOf(fixedLimits),
  settable: tableOf(settableLimits(policy)),
});
