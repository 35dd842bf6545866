import { ACTOR_KINDS } from '@ledgerdesk/kernel';
import { READ_SUBJECT_KINDS } from '@ledgerdesk/read-audit';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { InstantField } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/paging.js';
import { EXAMPLES } from '../platform/openapi/examples.js';

const ID = '[A-Za-z0-9_.-]{1,129}';
const SUBJECT = new RegExp(`^(${READ_SUBJECT_KINDS.join('|')}):${ID}$`);
const CALLER = new RegExp(`^(${ACTOR_KINDS.join('|')}):${ID}$`);
const RESOURCE = new RegExp(`^[a-z-]{1,32}:${ID}$`);
const ROUTE = /^[\x20-\x7e]{1,200}$/;

/** An optional text of a pattern. */
const PatternField = (pattern: RegExp, example: string, description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ required: false, type: String, pattern: pattern.source, example, description }),
    IsOptional(),
    Matches(pattern, { message: `$property must look like ${example}` }),
  );

export class ReadsQuery extends PageQuery {
  @PatternField(
    SUBJECT,
    'member:acme.aiko',
    'Only reads that showed data of this person, as `kind:id`; a member is `member:<teamId>.<memberId>`. Exports of ' +
      'everyone are included.',
  )
  subject?: string;

  @PatternField(
    RESOURCE,
    `ticket:${EXAMPLES.ticketId}`,
    'Only reads that showed this resource, or asked for it, as `kind:id`.',
  )
  resource?: string;

  @PatternField(CALLER, 'agent:kenji', 'Only reads by this caller, as `kind:id`.')
  caller?: string;

  @PatternField(
    ROUTE,
    '/v1/desk/tickets/:ticketId',
    'Only reads of this route, as its template, or by this command, such as `ledgerdesk export`.',
  )
  route?: string;

  @InstantField({ optional: true, description: 'Only reads at or after this instant.' }) from?: string;

  @InstantField({ optional: true, description: 'Only reads before this instant.', example: '2026-11-28T00:00:00Z' })
  to?: string;
}
