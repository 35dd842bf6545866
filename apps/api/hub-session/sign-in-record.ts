import type { Clock } from '@ledgerdesk/kernel';
import type { ReadAudit, ReadOutcome } from '@ledgerdesk/read-audit';
import { Inject, Injectable } from '@nestjs/common';
import { EngineClock } from '@ledgerdesk/application';
import type { FastifyRequest } from 'fastify';
import type { Claims } from '../platform/auth/caller.js';
import { actorOf } from '../platform/auth/caller.js';
import { READ_AUDIT } from '../platform/tokens.js';

/** What became of a sign-in or sign-out. */
interface SignInResult {
  readonly outcome: Exclude<ReadOutcome, 'not-modified'>;
  readonly status: number;
  /** Random id of the session; undefined for a refused sign-in. */
  readonly sessionId?: string;
}

/** Puts sign-ins, refused sign-ins and sign-outs of people on record, members included, in the read audit. */
@Injectable()
export class SignInRecord {
  constructor(
    @Inject(READ_AUDIT) private readonly audit: Pick<ReadAudit, 'record'>,
    @Inject(EngineClock) private readonly clock: Clock,
  ) {}

  /** Resolves once it is on record. Rejects with ReadAuditUnavailable. */
  add(
    request: FastifyRequest,
    claims: Pick<Claims, 'kind' | 'subject' | 'team'>,
    { outcome, status, sessionId }: SignInResult,
  ): Promise<void> {
    return this.audit.record({
      at: this.clock.now(),
      requestId: request.id,
      caller: actorOf(claims),
      onBehalfOf: null,
      method: request.method,
      route: request.routeOptions.url ?? '',
      outcome,
      status,
      position: null,
      subjects: [],
      resources: sessionId === undefined ? [] : [`session:${sessionId}`],
    });
  }
}
