import { REFUSALS, type RefusalCode, type RefusalReason } from '@ledgerdesk/kernel';

/** What a problem code means, for docs/api/errors.md. */
export interface ProblemDeclaration {
  /** HTTP status, or several. */
  readonly status: number | readonly number[];
  /** When the problem occurs: one sentence. */
  readonly cause: string;
  /** What the caller can do: one or two sentences. */
  readonly remedy: string;
}

/** Problems that only requests over HTTP have. Refusals of commands and queries are declared in the kernel. */
const HTTP_PROBLEMS = {
  'agent-engaged': {
    status: 409,
    cause: 'The agent asks for the next chat or call while working on another one.',
    remedy: 'Finish the chat or call in progress first.',
  },
  'agent-not-found': {
    status: 404,
    cause: 'There is no agent with this id.',
    remedy: 'Use an id of `GET /v1/desk/agents`.',
  },
  'attachment-damaged': {
    status: 503,
    cause: 'The stored content of the attachment is damaged.',
    remedy: 'Retry in 10 minutes. An operator has to restore the content.',
  },
  'attachment-gone': {
    status: 410,
    cause: 'The content of the attachment is no longer stored.',
    remedy: 'None: the content cannot be read again.',
  },
  'attachment-not-found': {
    status: 404,
    cause: 'The ticket has no attachment with this hash.',
    remedy: 'Use the `sha256` of an attachment of the ticket.',
  },
  'body-too-large': {
    status: 413,
    cause: 'The request body exceeds 256 KiB.',
    remedy: 'Send a smaller body. Upload files with `POST /v1/uploads`.',
  },
  'checkpoint-not-found': {
    status: 404,
    cause: 'The log has no signed checkpoint yet.',
    remedy: 'Retry a second after the first events are recorded, or when the tree of an older log is complete.',
  },
  'deliveries-waiting': {
    status: 409,
    cause: 'Of this webhook, 1,000 deliveries wait.',
    remedy: 'Retry when some of them have ended, or replay all events after a position.',
  },
  'delivery-not-dead': {
    status: 409,
    cause: 'The delivery is still being tried, or has arrived.',
    remedy: 'Retry only deliveries in the state `dead`.',
  },
  'delivery-not-found': {
    status: 404,
    cause: 'The webhook has no such delivery.',
    remedy: 'Use an id of `GET /v1/webhooks/{webhookId}/deliveries`.',
  },
  'event-not-found': {
    status: 404,
    cause: 'The log has no event with this id.',
    remedy: 'Use an id of `GET /v1/log/events`.',
  },
  fault: {
    status: 500,
    cause: 'An error in the engine.',
    remedy: 'Retry with the same `Idempotency-Key`. If it fails again, report the `instance`.',
  },
  'headers-too-large': {
    status: 431,
    cause: 'The request headers exceed 16 KiB.',
    remedy: 'Send fewer or shorter headers.',
  },
  'invalid-input': {
    status: 400,
    cause: 'Fields or query parameters are missing, unknown or invalid.',
    remedy: 'Correct each field in `errors`.',
  },
  'key-missing': {
    status: 503,
    cause: 'The key of personal data in the response is missing, or cannot be unwrapped.',
    remedy: 'Retry after `Retry-After`. An operator restores the keys; `ledgerdesk doctor` names what is missing.',
  },
  'leaf-not-found': {
    status: 404,
    cause: 'The tree of the log has no such leaf at this size.',
    remedy: 'Use the position of an event of the engine that the checkpoint includes.',
  },
  'link-expired': {
    status: 403,
    cause: 'The sign-in link was made more than ten minutes ago.',
    remedy: 'Make a new one with `ledgerdesk hub-link`.',
  },
  'link-invalid': {
    status: 403,
    cause: 'The token is no sign-in link that this engine has signed.',
    remedy: 'Make one with `ledgerdesk hub-link` and the `DATA_DIR` of the engine.',
  },
  'link-not-accepted': {
    status: 403,
    cause: 'The engine takes no sign-in links: it is in production, or has an identity provider.',
    remedy: 'Sign in by the identity provider (`OIDC_ISSUER`).',
  },
  'link-not-local': {
    status: 403,
    cause: 'The sign-in link was used on another machine than the one of the engine, or through a proxy.',
    remedy: 'Open the link on the machine on which the engine runs.',
  },
  'link-used': {
    status: 403,
    cause: 'The sign-in link was used before.',
    remedy: 'Make a new one with `ledgerdesk hub-link`.',
  },
  'log-unavailable': {
    status: 503,
    cause: 'The log cannot be reached at the moment.',
    remedy: 'Retry after `Retry-After`.',
  },
  'mail-not-dead': {
    status: 409,
    cause: 'The mail is still being tried, or was sent.',
    remedy: 'Retry only mails in the state `dead`.',
  },
  'mail-not-found': {
    status: 404,
    cause: 'There is no such mail.',
    remedy: 'Use an id of `GET /v1/mails`.',
  },
  'malformed-header': {
    status: 400,
    cause: 'A request header does not have its format.',
    remedy: 'Correct the header that `detail` names.',
  },
  'malformed-json': {
    status: 400,
    cause: 'The body is no valid JSON in UTF-8, is too deep, or repeats a name.',
    remedy: 'Send the body as a JSON library writes it.',
  },
  'malformed-request': {
    status: 400,
    cause: 'The request violates HTTP, or its URL cannot be decoded.',
    remedy: 'Correct the request. HTTP libraries do not send such requests.',
  },
  'malformed-upload': {
    status: 400,
    cause: 'The upload is no multipart form with one file in the field `file`.',
    remedy: 'Send one file as `multipart/form-data` in the field `file`, and nothing else.',
  },
  'member-required': {
    status: 403,
    cause: 'The route is for members, and the service acts for none.',
    remedy: 'Send `Ledger-On-Behalf-Of: <teamId>/<memberId>`.',
  },
  'method-not-allowed': {
    status: 405,
    cause: 'The path exists, but not with this method.',
    remedy: 'Use a method of the header `Allow`.',
  },
  'moments-reversed': {
    status: 400,
    cause: '`from` is after `to`, or the period is empty.',
    remedy: 'Send an earlier `from` or a later `to`.',
  },
  'no-past': {
    status: 400,
    cause: 'The route shows live queues or presence, which are not recorded.',
    remedy: 'Omit `asOf`.',
  },
  'no-sandbox-clock': {
    status: 404,
    cause: 'The engine runs on the clock of its machine, which nobody moves.',
    remedy: 'Start a sandbox: an engine with `CLOCK_START`.',
  },
  'no-such-route': {
    status: 404,
    cause: 'There is no route with this path.',
    remedy: 'Use a path of `/openapi.json`.',
  },
  'not-acceptable': {
    status: 406,
    cause: 'The response is not available in a format of `Accept`.',
    remedy: 'Accept the media type that `/openapi.json` lists for the response.',
  },
  'not-found': {
    status: 404,
    cause: 'An id in the path has no form of an id.',
    remedy: 'Use ids as the engine returned them.',
  },
  'not-same-origin': {
    status: 403,
    cause: 'The request carries the cookie of the hub, but no page of the hub has sent it.',
    remedy: 'Send a token instead: `Authorization: Bearer <token>`.',
  },
  overloaded: {
    status: 503,
    cause: 'More requests wait than the engine can handle.',
    remedy: 'Retry after `Retry-After`, and send fewer requests at once.',
  },
  'past-busy': {
    status: 503,
    cause: 'Too many as-of reads and reports are running.',
    remedy: 'Retry after `Retry-After`.',
  },
  'past-too-long': {
    status: 503,
    cause: 'The as-of read or report takes too long.',
    remedy: 'Read one team, a shorter time or an earlier moment, or use `ledgerdesk replay`.',
  },
  'position-beyond-log': {
    status: 400,
    cause: 'A position in the request is beyond the head of the log.',
    remedy: 'Send a position of an earlier response of this engine.',
  },
  'read-audit-unavailable': {
    status: 503,
    cause: 'What staff and services read cannot be recorded at the moment, so that it is not shown.',
    remedy: 'Retry after `Retry-After`. An operator has to check the disk or database of the read audit.',
  },
  'read-model-behind': {
    status: 503,
    cause: 'The data does not include the `Ledger-Position` of the request yet.',
    remedy: 'Retry after `Retry-After`.',
  },
  'read-model-not-found': {
    status: 404,
    cause: 'There is no read model with this name.',
    remedy: 'Use a name of `GET /v1/read-models`.',
  },
  'read-model-stopped': {
    status: 503,
    cause: 'A read model of the request has stopped, or is being built.',
    remedy: 'Retry after `Retry-After`. Operators see the reason in `GET /v1/health`.',
  },
  'report-not-found': {
    status: 404,
    cause: 'There is no report with this name.',
    remedy: 'Use the name of a report, as in its path.',
  },
  'request-timeout': {
    status: 408,
    cause: 'The headers or the body did not arrive in time.',
    remedy: 'Send the request again, on a new connection.',
  },
  'row-not-found': {
    status: 404,
    cause: 'The read model has never had a row with this key.',
    remedy: 'Use a key of `GET /v1/read-models/{name}`.',
  },
  'scope-required': {
    status: 403,
    cause: 'The token of the service lacks a scope.',
    remedy: 'Issue a token with the scope in `scope`.',
  },
  'sealed-data-damaged': {
    status: 503,
    cause: 'Personal data in the response does not open, because its event was changed.',
    remedy: 'Retry after `Retry-After`. An operator restores the log; `ledgerdesk doctor` names the event.',
  },
  'session-ended': {
    status: 401,
    cause: 'The session of the hub has expired, was signed out, or its holder has lost a right (`endedBecause`).',
    remedy: 'Sign in to the hub again.',
  },
  'sign-in-required': {
    status: 401,
    cause: 'There is no token, or it is not accepted.',
    remedy: 'Send a valid token as `Authorization: Bearer <token>`.',
  },
  'sign-in-unavailable': {
    status: 503,
    cause: 'The keys of the identity provider cannot be fetched.',
    remedy: 'Retry after `Retry-After`.',
  },
  'size-not-signed': {
    status: 422,
    cause: 'No checkpoint of this log has as many leaves.',
    remedy: 'Use a size of at most that of `GET /v1/ledger/checkpoint`.',
  },
  stopping: {
    status: 503,
    cause: 'The engine is stopping.',
    remedy: 'Retry after `Retry-After`.',
  },
  'storage-unavailable': {
    status: 503,
    cause: 'A database or disk that the engine needs is not available.',
    remedy: 'Retry after `Retry-After`.',
  },
  'store-unavailable': {
    status: 503,
    cause: 'The log cannot be written at the moment.',
    remedy: 'Retry with the same `Idempotency-Key` after `Retry-After`.',
  },
  'stream-busy': {
    status: 503,
    cause: 'Other requests are changing the same resource. Nothing was recorded.',
    remedy: 'Retry after `Retry-After`.',
  },
  'team-upload-quota': {
    status: 429,
    cause: 'The team has uploaded as much in 24 hours as it may.',
    remedy: 'Retry after `Retry-After`.',
  },
  'test-running': {
    status: 409,
    cause: 'A test of the webhook is running.',
    remedy: 'Retry when its delivery has ended.',
  },
  'ticket-too-long': {
    status: 422,
    cause: 'The ticket has more events than a bundle may have.',
    remedy: 'Read its events at `GET /v1/log/events`, and their proofs at `GET /v1/ledger/proofs/inclusion`.',
  },
  'tile-not-found': {
    status: 404,
    cause: 'The last checkpoint has no such tile, or the path is not one of tlog-tiles.',
    remedy: 'Compute the paths of tiles from the size of a checkpoint.',
  },
  'time-stamp-not-found': {
    status: 404,
    cause: 'No checkpoint of at most this size has a time stamp.',
    remedy: 'Ask for a larger size, or wait for the next time stamp.',
  },
  'too-many-connections': {
    status: [429, 503],
    cause: 'Too many connections are open: 429 of one address, 503 in total.',
    remedy: 'Reuse connections, and retry after `Retry-After`.',
  },
  'too-many-event-streams': {
    status: 429,
    cause: 'The caller or its address has as many event streams open as it may.',
    remedy: 'Close a stream first. One stream is enough for a page.',
  },
  'too-many-requests': {
    status: 429,
    cause: 'The caller sends more requests than `RateLimit-Policy` allows, or its address had too many tokens refused.',
    remedy: 'Retry after `Retry-After`.',
  },
  'too-many-webhooks': {
    status: 409,
    cause: 'The service has as many webhooks as it may.',
    remedy: 'Delete a webhook first, or change one: a webhook can receive all types of events.',
  },
  'too-many-what-ifs': {
    status: 429,
    cause: 'The caller already has a what-if question running.',
    remedy: 'Wait until it is done, or cancel it.',
  },
  'unsupported-content-encoding': {
    status: 415,
    cause: 'The body is compressed.',
    remedy: 'Send the body without `Content-Encoding`.',
  },
  'unsupported-expectation': {
    status: 417,
    cause: 'The header `Expect` has a value other than `100-continue`.',
    remedy: 'Omit `Expect`.',
  },
  'unsupported-media-type': {
    status: 415,
    cause: 'The body does not have the media type of the route.',
    remedy: 'Send `Content-Type: application/json`, for uploads `multipart/form-data`.',
  },
  'unsupported-transfer-encoding': {
    status: 501,
    cause: 'The body has a transfer encoding other than `chunked`.',
    remedy: 'Omit `Transfer-Encoding`, or send `chunked`.',
  },
  'upload-empty': {
    status: 400,
    cause: 'The file is empty.',
    remedy: 'Send a file with contents.',
  },
  'upload-name-invalid': {
    status: 400,
    cause: 'The file name is missing or too long, or has control characters.',
    remedy: 'Send a shorter plain name.',
  },
  'upload-quota': {
    status: 429,
    cause: 'The caller has uploaded as much in 24 hours as it may.',
    remedy: 'Retry after `Retry-After`.',
  },
  'upload-space-low': {
    status: 503,
    cause: 'There is too little space for attachments.',
    remedy: 'Retry after `Retry-After`.',
  },
  'upload-too-large': {
    status: 413,
    cause: 'The file exceeds `maxBytes`, or the form around it `maxFormBytes`.',
    remedy: 'Send a smaller file.',
  },
  'upload-type-refused': {
    status: 415,
    cause: 'Files of this type are not accepted.',
    remedy: 'Send a file of a type in `taken`.',
  },
  'webhook-teams-invalid': {
    status: 400,
    cause: '`teams` has `"*"` beside ids of teams.',
    remedy: 'Send either ids or `["*"]`.',
  },
  'webhook-teams-required': {
    status: 400,
    cause: 'The webhook names no teams.',
    remedy: 'Send the teams whose events the webhook receives in `teams`.',
  },
  'what-if-not-done': {
    status: 409,
    cause: 'The question is being answered, was cancelled, or has failed.',
    remedy: 'While `state` is `running`, poll `GET /v1/what-if/{whatIfId}`. Otherwise send the question again.',
  },
  'what-if-not-found': {
    status: 404,
    cause:
      'The caller has no such question. Answers are kept for an hour by the engine that computed them, and are lost ' +
      'at a restart.',
    remedy: 'Send the question again.',
  },
  'what-if-policies-invalid': {
    status: 422,
    cause: 'The given policy or calendars are invalid, or have a version that the log has used with other contents.',
    remedy: 'Correct what `detail` names. Give changed files a new version.',
  },
  'what-ifs-busy': {
    status: 503,
    cause: 'The maximum number of what-if questions is running.',
    remedy: 'Retry after `Retry-After`, or use `ledgerdesk what-if`.',
  },
} as const satisfies Readonly<Record<string, ProblemDeclaration>>;

/** Stable code at the end of the `type` of a problem document. */
export type ProblemCode = keyof typeof HTTP_PROBLEMS | RefusalCode;

/** HTTP status of a refusal. */
export const REFUSAL_STATUS: Readonly<Record<RefusalReason, number>> = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'reused-key': 422,
  'too-large': 413,
};

const refusals: readonly (readonly [string, ProblemDeclaration])[] = Object.entries(REFUSALS).map(
  ([code, { reason, cause, remedy }]) => [code, { status: REFUSAL_STATUS[reason], cause, remedy }],
);

/** Every problem that a request may get, by code in alphabetical order. */
export const PROBLEMS: Readonly<Record<string, ProblemDeclaration>> = Object.fromEntries(
  [...Object.entries<ProblemDeclaration>(HTTP_PROBLEMS), ...refusals].sort(([a], [b]) => (a < b ? -1 : 1)),
);
