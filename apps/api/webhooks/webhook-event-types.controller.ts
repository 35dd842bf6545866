import { webhookEventTypes } from '@ledgerdesk/processes';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowedRoles } from '../platform/auth/access.js';
import { WEBHOOK_SCHEMAS } from './webhook.schemas.js';

const EVENT_TYPES = { items: webhookEventTypes() };

/** The catalogue of the events that webhooks can receive. */
@ApiTags('webhooks')
@Controller('v1/webhook-event-types')
export class WebhookEventTypesController {
  @Get()
  @AllowedRoles(['service', 'operator'], { scope: 'webhooks' })
  @ApiOperation({
    operationId: 'listEventTypes',
    summary: 'List event types',
    description: 'The events that webhooks can receive, each with a sample of the request body.',
  })
  @ApiOkResponse({ schema: WEBHOOK_SCHEMAS.WebhookEventTypes })
  list() {
    return EVENT_TYPES;
  }
}
