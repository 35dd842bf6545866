import { EngineClock } from '@ledgerdesk/application';
import type { Presence } from '@ledgerdesk/presence';
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { PRESENCE } from '../platform/tokens.js';

/** Records a heartbeat for every request of an agent to these routes. */
@Injectable()
export class HeartbeatInterceptor implements NestInterceptor {
  constructor(
    @Inject(PRESENCE) private readonly presence: Presence,
    private readonly clock: EngineClock,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
    if (caller?.kind === 'agent') await this.presence.recordHeartbeat(caller.actor.id, this.clock.now());
    return next.handle();
  }
}
