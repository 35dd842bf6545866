import { EVENT_STORE } from '@ledgerdesk/application';
import { masked } from '@ledgerdesk/events';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { decode, type EventStore, type LogFilter } from '@ledgerdesk/event-store';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../answers/index.js';
import { Problem } from '../http/problem.js';
import { OpenTo } from '../sign-in/access.js';
import { CalledBy } from '../sign-in/called-by.js';
import type { Caller } from '../sign-in/caller.js';
import { LogQuery } from './log.dto.js';

const filterOf = ({ stream, types }: LogQuery): LogFilter => ({
  ...(stream === undefined ? {} : { streamPrefixes: [stream] }),
  ...(types === undefined ? {} : { types: types.split(',') }),
});

/** The log itself, for those who recompute or review. */
@ApiTags('analyst')
@Controller('v1/log')
export class LogController {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  @Get('events')
  @OpenTo(['analyst', 'auditor'])
  @ApiOperation({ summary: 'Events in log order. Analysts see personal fields masked; auditors see them.' })
  @Answers(200, 'EventPage')
  async events(@CalledBy() { kind }: Caller, @Query() query: LogQuery) {
    const { after, limit = 100 } = query;
    if (after !== undefined) await this.assertReached(after);
    const page = await this.store.readAll({ filter: filterOf(query), limit, ...(after === undefined ? {} : { after }) });
    const items = page.events.map(decode).map((event) => (kind === 'auditor' ? event : masked(event)));
    return { items, ...(page.end ? {} : { next: page.lookedAt }) };
  }

  private async assertReached(position: Position): Promise<void> {
    if (comparePositions(position, await this.store.head()) <= 0) return;
    throw new Problem(400, 'position-beyond-log', 'The log has not come that far: `after` takes a position that it has answered.');
  }
}
