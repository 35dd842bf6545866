import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { HubSession } from '../platform/auth/session/hub-session.js';
import { HubSessions } from '../platform/auth/session/hub-sessions.js';
import { SignInRecord } from './sign-in-record.js';

/** The sessions that a sign-in replaces: whoever was signed in to the browser is signed out. */
@Injectable()
export class ReplacedSessions {
  constructor(
    private readonly sessions: HubSessions,
    private readonly record: SignInRecord,
  ) {}

  /** The session of the browser, if it can be used; undefined without one. */
  async of(request: FastifyRequest): Promise<HubSession | undefined> {
    const { session, endedBecause } = (await this.sessions.presented(request)) ?? {};
    return endedBecause === undefined ? session : undefined;
  }

  /** Ends a session on every engine, and puts that on record with the status of the sign-in. */
  async end(request: FastifyRequest, session: HubSession | undefined, status: number): Promise<void> {
    if (!session || (await this.sessions.endOf(session)) !== undefined) return;
    await this.sessions.end(session, 'signed-out');
    await this.record.add(request, session, { outcome: 'shown', status, sessionId: session.id });
  }
}
