import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiResponse } from '@nestjs/swagger';
import { BILLING_SCHEMAS } from '../../billing/billing.schemas.js';
import { CALLBACK_SCHEMAS } from '../../live-support/callback.schemas.js';
import { CHAT_SCHEMAS } from '../../live-support/chat.schemas.js';
import { CLOCK_SCHEMAS } from '../../tickets/clock.schemas.js';
import { MAIL_SCHEMAS } from '../../mail/mail.schemas.js';
import { PEOPLE_SCHEMAS } from '../../admin/people.schemas.js';
import { PROGRAMME_SCHEMAS } from '../../programme/programme.schemas.js';
import { READING_SCHEMAS } from '../../ledger/reading.schemas.js';
import type { Schema } from './schema.js';
import { RECOMMENDATION_SCHEMAS } from '../../hub/recommendation.schemas.js';
import { REPORT_SCHEMAS } from '../../analysis/report.schemas.js';
import { SUPPORT_SCHEMAS } from '../../support/support.schemas.js';
import { TICKET_SCHEMAS } from '../../tickets/ticket.schemas.js';
import { WEBHOOK_SCHEMAS } from '../../webhooks/webhook.schemas.js';

const ANSWERS = {
  ...TICKET_SCHEMAS,
  ...CALLBACK_SCHEMAS,
  ...CHAT_SCHEMAS,
  ...BILLING_SCHEMAS,
  ...PEOPLE_SCHEMAS,
  ...READING_SCHEMAS,
  ...SUPPORT_SCHEMAS,
  ...WEBHOOK_SCHEMAS,
  ...MAIL_SCHEMAS,
  ...PROGRAMME_SCHEMAS,
  ...RECOMMENDATION_SCHEMAS,
  ...CLOCK_SCHEMAS,
  ...REPORT_SCHEMAS,
};
type AnswerName = keyof typeof ANSWERS;

/** The schemas of all answers, by name, for the description's components. */
export const RESPONSE_SCHEMAS: Readonly<Record<string, Schema>> = ANSWERS;

/** Says what a route answers when all is well: 200 or, where something is recorded by POST, 201. */
export const RespondsWith = (status: 200 | 201, name: AnswerName): MethodDecorator =>
  ApiResponse({ status, description: 'Done.', schema: { $ref: `#/components/schemas/${name}` } });

/** Says that a route answers Server-Sent Events, also from where a client was cut off. */
export const RespondsWithEvents = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The id of the last event that was received.' }),
    ApiOkResponse({ description: 'What there is.', content: { 'text/event-stream': { schema: { type: 'string' } } } }),
  );
