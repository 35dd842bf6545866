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
  @ApiOperation({ summary: 'Check liveness', description: 'Responds while the process runs.' })
  @ApiOkResponse({ schema: HEALTH_SCHEMAS.Alive })
  live() {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    summary: 'Check readiness',
    description:
      '200 while requests are accepted; 503 while the engine stops (`stopping`) or the log cannot be written ' +
      '(`unavailable`). `degraded`: a read model, a process or a timer is failing. A ready engine may still be ' +
      'catching up.',
  })
  @ApiOkResponse({ schema: HEALTH_SCHEMAS.Health })
  ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const report = this.health.report();
    void reply.code(report.status === 'stopping' || report.status === 'unavailable' ? 503 : 200);
    return report;
  }
}
