import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RespondsWith } from '../platform/openapi/schemas.js';
import { HEALTH, type Health } from './health.js';

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(@Inject(HEALTH) private readonly health: Health) {}

  @Get('live')
  @ApiOperation({ summary: 'The process runs.' })
  @RespondsWith(200, 'Alive')
  live() {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    summary: 'Requests are taken. `degraded` names read models that stand still; ready does not mean caught up.',
  })
  @RespondsWith(200, 'Health')
  ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const report = this.health.report();
    void reply.code(report.status === 'stopping' ? 503 : 200);
    return report;
  }
}
