import { IntersectionType, PickType } from '@nestjs/swagger';
import { IdListField, EnumField } from '../platform/http/fields.js';
import { MessageBody } from '../tickets/ticket.dto.js';
import { AssignmentBody, ClassificationBody, HoldBody, SolutionBody } from './desk.dto.js';
import { EXAMPLES } from '../platform/openapi/examples.js';

/** Tickets of one bulk action. */
export const MAX_TICKETS = 100;

const STATUS_ACTIONS = ['claim', 'unassign', 'resume', 'reopen', 'close'] as const;
const MESSAGE_ACTIONS = ['answer', 'note'] as const;

const ACTION = { description: 'Action to perform.' };

class OnTickets {
  @IdListField(
    {
      example: [EXAMPLES.ticketId, EXAMPLES.otherTicketId],
      description: 'Ids of the tickets, without duplicates. Results have the same order.',
    },
    MAX_TICKETS,
  )
  ticketIds: string[];
}

/** Actions without further fields. */
export class BulkMove extends OnTickets {
  @EnumField(STATUS_ACTIONS, ACTION) action: (typeof STATUS_ACTIONS)[number];
}

export class BulkAssignment extends IntersectionType(OnTickets, AssignmentBody) {
  @EnumField(['assign'], ACTION) action: 'assign';
}

export class BulkClassification extends IntersectionType(OnTickets, ClassificationBody) {
  @EnumField(['reclassify'], ACTION) action: 'reclassify';
}

export class BulkHold extends IntersectionType(OnTickets, HoldBody) {
  @EnumField(['hold'], ACTION) action: 'hold';
}

export class BulkSolution extends IntersectionType(OnTickets, PickType(SolutionBody, ['body'])) {
  @EnumField(['solve'], ACTION) action: 'solve';
}

export class BulkMessage extends IntersectionType(OnTickets, MessageBody) {
  @EnumField(MESSAGE_ACTIONS, ACTION) action: (typeof MESSAGE_ACTIONS)[number];
}

/** An action on several tickets, with the fields of the action on one ticket. */
export type BulkAction = BulkMove | BulkAssignment | BulkClassification | BulkHold | BulkSolution | BulkMessage;

export type BulkActionClass = new () => BulkAction;

/** The body class of each action. */
export const BULK_ACTIONS: ReadonlyMap<string, BulkActionClass> = new Map<BulkAction['action'], BulkActionClass>([
  ...STATUS_ACTIONS.map((action) => [action, BulkMove] as const),
  ['assign', BulkAssignment],
  ['reclassify', BulkClassification],
  ['hold', BulkHold],
  ['solve', BulkSolution],
  ...MESSAGE_ACTIONS.map((action) => [action, BulkMessage] as const),
]);
