import { LOG_VIEW, type ViewedLog } from '@ledgerdesk/application';
import { START } from '@ledgerdesk/event-store';
import { ACTOR_KINDS, type Actor, type Position } from '@ledgerdesk/kernel';
import { eventIndex } from '@ledgerdesk/projections';
import { type Asker, type Followed, Followers } from '@ledgerdesk/runtime';
import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { map } from 'rxjs';
import { endEvent, type EventBatch, lastPosition } from '../platform/http/event-stream.js';
import { LiveStreams } from '../platform/http/live-streams.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { assertReached } from '../platform/as-of/assert-reached.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import type { Caller } from '../platform/auth/caller.js';
import { LogPageQuery, LogQuery } from './log.dto.js';
import { loggedEvents, type LoggedText, type LogViewParams } from './log.view.js';
import { LOG_SCHEMAS } from './log.schemas.js';
import { EventLinks } from './event-links.js';
import type { EventSearch } from './found-events.view.js';
import { LogSearch } from './log-search.js';
import { ApiEventStreamResponse } from '../platform/openapi/event-stream-response.js';

const isMaskedFor = ({ kind }: Caller): boolean => kind !== 'auditor';

const paramsOf = ({ stream, types }: LogQuery, caller: Caller): LogViewParams => ({
  stream,
  types: types?.split(','),
  masked: isMaskedFor(caller),
});

/** The actor in `kind:id`. */
const actorIn = (text: string | undefined): Actor | undefined => {
  const [name, ...id] = text?.split(':') ?? [];
  const kind = ACTOR_KINDS.find((one) => one === name);
  return kind && { kind, id: id.join(':') };
};

const searchIn = ({ stream, types, actor, onBehalfOf, ...search }: LogPageQuery): EventSearch => ({
  stream,
  types: types?.split(','),
  streamName: search.streamName,
  correlationId: search.correlationId,
  causationId: search.causationId,
  actor: actorIn(actor),
  onBehalfOf: actorIn(onBehalfOf),
  from: search.from,
});

/** The page of `GET /v1/log/events` after a position, with the filters of a stream. */
const pageAfter = (after: Position, { stream, types }: LogQuery): string => {
  const query = new URLSearchParams({ after });
  if (stream !== undefined) query.set('stream', stream);
  if (types !== undefined) query.set('types', types);
  return `/v1/log/events?${query.toString()}`;
};

/** A further entry of a JSON object, none if it has no value. */
const entryText = (name: string, value: string | undefined): readonly string[] =>
  value === undefined ? [] : [`,${JSON.stringify(name)}:${JSON.stringify(value)}`];

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
    private readonly search: LogSearch,
    private readonly links: EventLinks,
    private readonly followers: Followers,
    private readonly streams: LiveStreams,
  ) {}

  @Get('events')
  @AllowedRoles(['analyst', 'auditor'], { reads: [eventIndex.name] })
  @ApiOperation({
    operationId: 'listEvents',
    summary: 'List events',
    description:
      'Events in log order or newest first, in pages of at most `limit` and about 1 MiB. Criteria can be combined. A ' +
      'page may have fewer items than `limit`, even none: continue with `next` as long as there is one. Personal ' +
      'fields are masked for analysts.',
  })
  @ApiOkResponse({ schema: LOG_SCHEMAS.EventPage })
  async events(
    @CurrentCaller() caller: Caller,
    @Query() query: LogPageQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { after, limit = 100, order = 'asc' } = query;
    if (after !== undefined) await assertReached(this.log, after, 'after');
    const options = { order, after, limit, masked: isMaskedFor(caller) };
    const { items, next, position } =
      order === 'desc' && after === START ? { items: [] } : await this.search.page(searchIn(query), options, asker);
    void reply.type('application/json; charset=utf-8');
    const ends = [...entryText('next', next), ...entryText('position', position)];
    return `{"items":[${items.join()}]${ends.join('')}}`;
  }

  @Get('events/:eventId/links')
  @AllowedRoles(['analyst', 'auditor'], { reads: [eventIndex.name] })
  @ApiOperation({
    operationId: 'getEventWithLinks',
    summary: 'Get an event with its links',
    description:
      'The event, the command that recorded it, what caused it and what it caused. Personal fields are masked for ' +
      'analysts.',
  })
  @ApiOkResponse({ schema: LOG_SCHEMAS.EventWithLinks })
  async one(
    @CurrentCaller() caller: Caller,
    @Param('eventId', IdPipe) eventId: string,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { json, ...links } = await this.links.of(eventId, isMaskedFor(caller), asker);
    void reply.type('application/json; charset=utf-8');
    return `{"event":${json},${JSON.stringify(links).slice(1)}`;
  }

  @Get('events/live')
  @AllowedRoles(['analyst', 'auditor'])
  @ApiOperation({
    operationId: 'followLog',
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
