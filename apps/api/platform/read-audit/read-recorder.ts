import type { Clock, Position } from '@ledgerdesk/kernel';
import { type ReadAudit, type ReadOutcome, type ReadRecord } from '@ledgerdesk/read-audit';
import type { FastifyRequest } from 'fastify';
import type { Claimant } from '../auth/caller.js';
import type { EventBatch } from '../http/event-stream.js';
import type { RequesterLookup } from './requester-lookup.js';
import { addPathResources, ShownItems } from './shown-items.js';

/** What a recorder needs besides the request. */
interface ReadRecorderOptions {
  readonly audit: Pick<ReadAudit, 'record'>;
  readonly clock: Clock;
  readonly requesters: RequesterLookup;
  /** Position up to which the data of these read models was known; of what follows the log, without any. */
  readonly position: (readModels: readonly string[]) => Position | undefined;
}

/** What happened to a request or a batch of events. */
interface ReadResult {
  readonly outcome: ReadOutcome;
  readonly status: number;
  /** The body of the response; undefined if nothing is known of it but the path. */
  readonly body?: unknown;
}

const REFUSED: readonly number[] = [401, 403, 404];

/** The outcome of a response; undefined if it shows nothing and refuses no right. */
export const outcomeOf = (status: number): ReadOutcome | undefined => {
  if (status === 304) return 'not-modified';
  if (status < 400) return 'shown';
  return REFUSED.includes(status) ? 'refused' : undefined;
};

/** Records what staff and services read, before it is sent. Reads of members of their own are not recorded. */
export class ReadRecorder {
  constructor(private readonly options: ReadRecorderOptions) {}

  /** Returns true if what the request reads is recorded. */
  isRecorded({ claimant, routeOptions }: FastifyRequest): boolean {
    const { access } = routeOptions.config;
    return claimant !== undefined && claimant.kind !== 'member' && access !== undefined && access.isUnaudited !== true;
  }

  /** Resolves when a request is on record. Rejects with ReadAuditUnavailable. */
  async record(request: FastifyRequest, result: ReadResult): Promise<void> {
    const { claimant } = request;
    if (!claimant || !this.isRecorded(request)) return;
    const shown = new ShownItems();
    const teamId = addPathResources(shown, request.params);
    if (result.outcome !== 'refused') shown.add(result.body, teamId);
    await this.add(request, claimant, { ...result, method: request.method, shown });
  }

  /** Resolves when a batch of an event stream is on record. Rejects with ReadAuditUnavailable. */
  async recordBatch(request: FastifyRequest, batch: EventBatch): Promise<void> {
    const { claimant } = request;
    if (!claimant || batch.length === 0 || !this.isRecorded(request)) return;
    const shown = new ShownItems();
    const teamId = addPathResources(shown, request.params);
    for (const { event, data } of batch) {
      const value: unknown = typeof data === 'string' ? JSON.parse(data) : data;
      shown.add(value, teamId);
      shown.addEvent(event, value);
    }
    await this.add(request, claimant, { outcome: 'shown', status: 200, method: 'SSE', shown });
  }

  private async add(
    request: FastifyRequest,
    { actor, onBehalfOf }: Claimant,
    { outcome, status, method, shown }: ReadResult & { readonly method: string; readonly shown: ShownItems },
  ): Promise<void> {
    const { audit, clock, requesters, position } = this.options;
    const isShown = outcome !== 'refused';
    const owners = isShown ? await requesters.of([...shown.unowned]) : [];
    const record: ReadRecord = {
      at: clock.now(),
      requestId: request.id,
      caller: { kind: actor.kind, id: actor.id },
      onBehalfOf: onBehalfOf ? { kind: onBehalfOf.kind, id: onBehalfOf.id } : null,
      method,
      route: request.routeOptions.url ?? '',
      outcome,
      status,
      position: (isShown && position(request.routeOptions.config.access?.reads ?? [])) || null,
      subjects: [...new Set([...shown.subjects, ...owners])].sort(),
      resources: [...shown.resources].sort(),
    };
    await audit.record(record);
  }
}
