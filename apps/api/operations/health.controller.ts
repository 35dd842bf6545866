import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { HEALTH, type Health } from './health.js';
import { HEALTH_SCHEMAS } from './health.schemas.js';

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(@Inject(HEALTH) private readonly health: Health) {}

  @Get('live')
  @ApiOperation({ summary: 'The process runs.' })
  @ApiOkResponse({ schema: HEALTH_SCHEMAS.Alive })
  live() {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    summary: 'Requests are taken. `degraded` names read models that stand still; ready does not mean caught up.',
  })
  @ApiOkResponse({ schema: HEALTH_SCHEMAS.Health })
  ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const report = this.health.report();
    void reply.code(report.status === 'stopping' ? 503 : 200);
    return report;
  }
}
