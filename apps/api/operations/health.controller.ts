import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AllowedRoles } from '../platform/auth/access.js';
import { HEALTH, type Health, type HealthReport, type Readiness } from './health.js';
import { HEALTH_SCHEMAS } from './health.schemas.js';

const UNREADY: readonly HealthReport['status'][] = ['stopping', 'unavailable'];

@ApiTags('operations')
@Controller()
export class HealthController {
  constructor(@Inject(HEALTH) private readonly health: Health) {}

  @Get('health/live')
  @ApiOperation({ summary: 'Check liveness', description: 'Responds while the process runs.' })
  @ApiOkResponse({ schema: HEALTH_SCHEMAS.Alive })
  live() {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @ApiOperation({
    summary: 'Check readiness',
    description:
      '200 while requests are accepted; 503 while the engine stops (`stopping`), or while a store cannot be read or ' +
      'the log cannot be written (`unavailable`). `degraded`: a read ' +
      'model, a process or a timer is failing. A ready engine may still be catching up. Operators see the details ' +
      'at `/v1/health`.',
  })
  @ApiOkResponse({ schema: HEALTH_SCHEMAS.Readiness })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const { status, failing } = await this.health.check();
    void reply.code(UNREADY.includes(status) ? 503 : 200);
    return { status, failing };
  }

  @Get('v1/health')
  @AllowedRoles(['operator'])
  @ApiOperation({
    summary: 'Get health in detail',
    description: 'The state of every read model, process and timer, with the reason of each failure.',
  })
  @ApiOkResponse({ schema: HEALTH_SCHEMAS.Health })
  details(): Promise<HealthReport> {
    return this.health.check();
  }
}
