import { EVENT_STORE } from '@ledgerdesk/application';
import { maskPersonalFields, maskSecrets } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { decode, type EventStore, type LogFilter, type StoredEvent } from '@ledgerdesk/event-store';
import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { concatMap, from, map } from 'rxjs';
import { lastPosition } from '../platform/http/event-stream.js';
import { LiveStreams } from '../platform/http/live-streams.js';
import { assertReached } from '../platform/as-of/assert-reached.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import type { Caller } from '../platform/auth/caller.js';
import { LogPageQuery, LogQuery } from './log.dto.js';
import { LOG_SCHEMAS } from './log.schemas.js';
import { ApiEventStreamResponse } from '../platform/openapi/event-stream-response.js';

const filterOf = ({ stream, types }: LogQuery): LogFilter => ({
  ...(stream === undefined ? {} : { streamPrefixes: [stream] }),
  ...(types === undefined ? {} : { types: types.split(',') }),
});

/** Decodes an event without secrets, and with personal fields masked for everyone but auditors. */
const toEvent = (stored: StoredEvent, { kind }: Caller): RecordedEvent =>
  kind === 'auditor' ? maskSecrets(decode(stored)) : maskPersonalFields(decode(stored));

/** The event log, for analysts and auditors. */
@ApiTags('analyst')
@Controller('v1/log')
export class LogController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly streams: LiveStreams,
  ) {}

  @Get('events')
  @AllowedRoles(['analyst', 'auditor'])
  @ApiOperation({
    summary: 'List events',
    description: 'Events in log order. Personal fields are masked for analysts.',
  })
  @ApiOkResponse({ schema: LOG_SCHEMAS.EventPage })
  async events(@CurrentCaller() caller: Caller, @Query() query: LogPageQuery) {
    const { after, limit = 100 } = query;
    if (after !== undefined) await assertReached(this.store, after, 'after');
    const page = await this.store.readAll({
      filter: filterOf(query),
      limit,
      ...(after === undefined ? {} : { after }),
    });
    return { items: page.events.map((event) => toEvent(event, caller)), ...(page.end ? {} : { next: page.scannedTo }) };
  }

  @Get('events/live')
  @AllowedRoles(['analyst', 'auditor'])
  @ApiOperation({
    summary: 'Follow the log',
    description: 'Server-Sent Events for events recorded from now on, or after a position.',
  })
  @ApiEventStreamResponse()
  async live(
    @CurrentCaller() caller: Caller,
    @Query() query: LogQuery,
    @Headers('last-event-id') header: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    const after = lastPosition(header) ?? query.after ?? (await this.store.head());
    await assertReached(this.store, after, 'after');
    return this.streams.send(reply, (ready) =>
      this.store.subscribe(after, filterOf(query), ready).pipe(
        concatMap((message) => from(message.kind === 'events' ? message.events : [])),
        map((event) => ({ id: event.position, event: 'recorded', data: toEvent(event, caller) })),
      ),
    );
  }
}
