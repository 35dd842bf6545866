import type { Actor, Instant, Position } from '@ledgerdesk/kernel';
import { canonicalJson } from '@ledgerdesk/ledger';

/**
 * What an attempt to read led to. `shown`: data was sent. `not-modified`: the caller has it already (304). `refused`:
 * the caller may not read it, or it does not exist (401, 403, 404).
 */
export const READ_OUTCOMES = ['shown', 'not-modified', 'refused'] as const;
export type ReadOutcome = (typeof READ_OUTCOMES)[number];

/** Kinds of people whose data a read can show. */
export const READ_SUBJECT_KINDS = ['member', 'agent', 'consultant', 'account-manager'] as const;

/**
 * One request of staff, a service or a command-line tool that reads, or one batch that an event stream pushes to them.
 * Contains ids only, never personal text.
 */
export interface ReadRecord {
  readonly at: Instant;
  /** `Request-Id` of the response. All batches of one event stream have that of its request. */
  readonly requestId: string;
  readonly caller: Actor;
  /** The member that a service acts for; null for none. */
  readonly onBehalfOf: Actor | null;
  /** HTTP method, `SSE` for a pushed batch, or `CLI`. */
  readonly method: string;
  /** Template of the route, such as `/v1/desk/tickets/:ticketId`, or the command, such as `ledgerdesk export`. */
  readonly route: string;
  readonly outcome: ReadOutcome;
  /** HTTP status; null for a command. */
  readonly status: number | null;
  /** Position of the log up to which the data was known; null if nothing was shown. */
  readonly position: Position | null;
  /** People whose data was shown, as `<kind>:<id>`, sorted; `EVERYONE` alone for an export. */
  readonly subjects: readonly string[];
  /** Tickets, teams and other resources that were shown or asked for, as `<kind>:<id>`, sorted. */
  readonly resources: readonly string[];
}

/** The subject of a record that shows everyone, such as an export of the log. */
export const EVERYONE = '*';

/** Returns a caller as it is stored and filtered by. */
export const callerText = ({ kind, id }: Actor): string => `${kind}:${id}`;

/** Returns the canonical text of a record (RFC 8785). Its bytes are the leaf of the tree. */
export const recordText = ({ onBehalfOf, caller, ...record }: ReadRecord): string =>
  canonicalJson({
    ...record,
    caller: { kind: caller.kind, id: caller.id },
    onBehalfOf: onBehalfOf && { kind: onBehalfOf.kind, id: onBehalfOf.id },
  });

/** A record as the writer takes it: its text, and the columns that queries use. */
export interface RecordRow {
  readonly at: Instant;
  readonly caller: string;
  readonly route: string;
  /** Subjects and resources, each once. */
  readonly shown: readonly string[];
  readonly text: string;
}

export const rowOf = (record: ReadRecord): RecordRow => ({
  at: record.at,
  caller: callerText(record.caller),
  route: record.route,
  shown: [...new Set([...record.subjects, ...record.resources])],
  text: recordText(record),
});
