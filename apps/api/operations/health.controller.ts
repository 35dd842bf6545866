import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AllowedRoles } from '../platform/auth/access.js';
import { HEALTH, type Health, type HealthReport, type Readiness, type ReadinessCheck } from './health.js';
import { HEALTH_SCHEMAS } from './health.schemas.js';

/** When a client should ask again, in seconds. */
const RETRY_AFTER = '5';

const answer = (reply: FastifyReply, { isReady, ...readiness }: ReadinessCheck): Readiness => {
  if (!isReady) void reply.code(503).header('retry-after', RETRY_AFTER);
  return readiness;
};

@ApiTags('operations')
@Controller()
export class HealthController {
  constructor(@Inject(HEALTH) private readonly health: Health) {}

  @Get('health/live')
  @ApiOperation({
    operationId: 'checkLiveness',
    summary: 'Check liveness',
    description: 'Responds while the process runs.',
  })
  @ApiOkResponse({ schema: HEALTH_SCHEMAS.Alive })
  live() {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @ApiOperation({
    operationId: 'checkReadiness',
    summary: 'Check readiness',
    description:
      '200 while requests are accepted; 503 while the engine stops (`stopping`), while a store cannot be read, or ' +
      'cannot be written by a role of this engine (`unavailable`), and while a read model is being built for the ' +
      'first time (`catching-up`). `degraded`: a read model, a process or a timer is failing. `catching-up` with ' +
      '200: those in `catchingUp` have yet to read events that were recorded seconds ago. Operators see the details ' +
      'at `/v1/health`.',
  })
  @ApiOkResponse({ schema: HEALTH_SCHEMAS.Readiness })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    return answer(reply, await this.health.readiness());
  }

  @Get('health/ready/reads')
  @ApiOperation({
    operationId: 'checkReadinessForReads',
    summary: 'Check readiness for reads',
    description:
      '200 while requests that only read are answered, even if nothing can be recorded; 503 while rows cannot be ' +
      'read, and once a log on a server has been out of reach for a minute: then it is not known any more what ' +
      'members may see.',
  })
  @ApiOkResponse({ schema: HEALTH_SCHEMAS.Readiness })
  async readyForReads(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    return answer(reply, await this.health.readReadiness());
  }

  @Get('v1/health')
  @AllowedRoles(['operator'], { isUnaudited: true })
  @ApiOperation({
    operationId: 'getHealthInDetail',
    summary: 'Get health in detail',
    description: 'The state of every read model, process and timer, with the reason of each failure.',
  })
  @ApiOkResponse({ schema: HEALTH_SCHEMAS.Health })
  details(): Promise<HealthReport> {
    return this.health.check();
  }
}
