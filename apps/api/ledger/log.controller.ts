import { LOG_VIEW, type ViewedLog } from '@ledgerdesk/application';
import { START } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { type Asker, type Followed, Followers, type PageReader } from '@ledgerdesk/runtime';
import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { map } from 'rxjs';
import { endEvent, type EventBatch, lastPosition } from '../platform/http/event-stream.js';
import { LiveStreams } from '../platform/http/live-streams.js';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { assertReached } from '../platform/as-of/assert-reached.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import type { Caller } from '../platform/auth/caller.js';
import { LogPageQuery, LogQuery } from './log.dto.js';
import { loggedEvents, type LoggedText, type LogViewParams } from './log.view.js';
import { LOG_SCHEMAS } from './log.schemas.js';
import { PAGES } from '../platform/tokens.js';
import { ApiEventStreamResponse } from '../platform/openapi/event-stream-response.js';

/** Bytes of a page. */
const MAX_BYTES = 1_048_576;

const paramsOf = ({ stream, types }: LogQuery, { kind }: Caller): LogViewParams => ({
  stream,
  types: types?.split(','),
  masked: kind !== 'auditor',
});

/** The page of `GET /v1/log/events` after a position, with the filters of a stream. */
const pageAfter = (after: Position, { stream, types }: LogQuery): string => {
  const query = new URLSearchParams({ after });
  if (stream !== undefined) query.set('stream', stream);
  if (types !== undefined) query.set('types', types);
  return `/v1/log/events?${query.toString()}`;
};

const toEvents = (message: Followed<LoggedText>, query: LogQuery): EventBatch =>
  message.kind === 'items'
    ? message.items.map(({ position, json }) => ({ id: position, event: 'recorded', data: json }))
    : [endEvent('too-far-behind', { next: pageAfter(message.scannedTo, query) })];

/** The event log, for analysts and auditors. */
@ApiTags('analyst')
@Controller('v1/log')
export class LogController {
  constructor(
    @Inject(LOG_VIEW) private readonly log: ViewedLog,
    @Inject(PAGES) private readonly pages: PageReader,
    private readonly followers: Followers,
    private readonly streams: LiveStreams,
  ) {}

  @Get('events')
  @AllowedRoles(['analyst', 'auditor'])
  @ApiOperation({
    summary: 'List events',
    description:
      'Events in log order, in pages of at most `limit` and about 1 MiB. Personal fields are masked for analysts.',
  })
  @ApiOkResponse({ schema: LOG_SCHEMAS.EventPage })
  async events(
    @CurrentCaller() caller: Caller,
    @Query() query: LogPageQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { after, limit = 100 } = query;
    if (after !== undefined) await assertReached(this.log, after, 'after');
    const request = { params: paramsOf(query, caller), after: after ?? START, limit, maxBytes: MAX_BYTES };
    const { items, scannedTo, end } = await this.pages.read(loggedEvents, request, asker);
    void reply.type('application/json; charset=utf-8');
    const next = end ? '' : `,"next":${JSON.stringify(scannedTo)}`;
    return `{"items":[${items.map(({ json }) => json).join()}]${next}}`;
  }

  @Get('events/live')
  @AllowedRoles(['analyst', 'auditor'])
  @ApiOperation({
    summary: 'Follow the log',
    description:
      'Server-Sent Events for events recorded from now on, or after a position. `end`: the engine ends the stream ' +
      'for the `reason` in its data; if the position is too far behind, read on at `next`.',
  })
  @ApiEventStreamResponse()
  async live(
    @CurrentCaller() caller: Caller,
    @Query() query: LogQuery,
    @Headers('last-event-id') header: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    const after = lastPosition(header) ?? query.after ?? (await this.log.head());
    await assertReached(this.log, after, 'after');
    const params = paramsOf(query, caller);
    return this.streams.send(reply, (client) =>
      this.followers
        .follow(loggedEvents, { params, after, ...client })
        .pipe(map((message) => toEvents(message, query))),
    );
  }
}
