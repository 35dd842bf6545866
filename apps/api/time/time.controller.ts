import { EngineClock } from '@ledgerdesk/application';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowedRoles } from '../platform/auth/access.js';
import { TOKEN_KINDS } from '../platform/auth/caller.js';
import { TIME_SOURCE } from '../platform/tokens.js';
import type { TimeSource } from '../platform/time-source.js';
import { toTime } from './time.view.js';
import { TIME_SCHEMAS } from './time.schemas.js';

/** The engine's time, from which due times are counted down. */
@ApiTags('caller')
@Controller('v1/time')
export class TimeController {
  constructor(
    private readonly clock: EngineClock,
    @Inject(TIME_SOURCE) private readonly timeSource: () => TimeSource,
  ) {}

  @Get()
  @AllowedRoles(TOKEN_KINDS, { isMemberOptional: true, isUnaudited: true })
  @ApiOperation({
    operationId: 'getTime',
    summary: 'Get the time of the engine',
    description:
      'Count down to due times by this clock, not by that of the client: it may be simulated. Then every response ' +
      'has a header `Ledger-Clock: simulated;now="…"` with the time at which its request arrived.',
  })
  @ApiOkResponse({ schema: TIME_SCHEMAS.Time })
  time() {
    return toTime(this.clock.now(), this.timeSource());
  }
}
