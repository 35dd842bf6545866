import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiResponse } from '@nestjs/swagger';
import { BILLING_ANSWERS } from '../../billing/billing.schemas.js';
import { CALLBACK_ANSWERS } from '../../live-support/callback.schemas.js';
import { CHAT_ANSWERS } from '../../live-support/chat.schemas.js';
import { CLOCK_ANSWERS } from '../../tickets/clock.schemas.js';
import { MAIL_ANSWERS } from '../../mail/mail.schemas.js';
import { PEOPLE_ANSWERS } from '../../admin/people.schemas.js';
import { PROGRAMME_ANSWERS } from '../../programme/programme.schemas.js';
import { READING_ANSWERS } from '../../ledger/reading.schemas.js';
import type { Schema } from './schema.js';
import { RECOMMENDATION_ANSWERS } from '../../hub/recommendation.schemas.js';
import { REPORT_ANSWERS } from '../../analysis/report.schemas.js';
import { SUPPORT_ANSWERS } from '../../hub/support.schemas.js';
import { TICKET_ANSWERS } from '../../tickets/ticket.schemas.js';
import { WEBHOOK_ANSWERS } from '../../webhooks/webhook.schemas.js';

const ANSWERS = {
  ...TICKET_ANSWERS,
  ...CALLBACK_ANSWERS,
  ...CHAT_ANSWERS,
  ...BILLING_ANSWERS,
  ...PEOPLE_ANSWERS,
  ...READING_ANSWERS,
  ...SUPPORT_ANSWERS,
  ...WEBHOOK_ANSWERS,
  ...MAIL_ANSWERS,
  ...PROGRAMME_ANSWERS,
  ...RECOMMENDATION_ANSWERS,
  ...CLOCK_ANSWERS,
  ...REPORT_ANSWERS,
};
type AnswerName = keyof typeof ANSWERS;

/** The schemas of all answers, by name, for the description's components. */
export const ANSWER_SCHEMAS: Readonly<Record<string, Schema>> = ANSWERS;

/** Says what a route answers when all is well: 200 or, where something is recorded by POST, 201. */
export const Answers = (status: 200 | 201, name: AnswerName): MethodDecorator =>
  ApiResponse({ status, description: 'Done.', schema: { $ref: `#/components/schemas/${name}` } });

/** Says that a route answers Server-Sent Events, also from where a client was cut off. */
export const AnswersEvents = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The id of the last event that was received.' }),
    ApiOkResponse({ description: 'What there is.', content: { 'text/event-stream': { schema: { type: 'string' } } } }),
  );
