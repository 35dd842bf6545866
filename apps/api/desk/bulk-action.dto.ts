import { IntersectionType, PickType } from '@nestjs/swagger';
import { IdListField, EnumField } from '../platform/http/fields.js';
import { MessageBody } from '../tickets/ticket.dto.js';
import { AssignmentBody, HoldBody, SolutionBody } from './desk.dto.js';

/** So many tickets may be named at once. */
const MOST_TICKETS = 100;

const MOVES = ['claim', 'resume', 'reopen', 'close'] as const;
const MESSAGES = ['answer', 'note'] as const;

class OnTickets {
  @IdListField({ description: 'Which tickets, each once; they are answered in this order.' }, MOST_TICKETS)
  ticketIds: string[];
}

/** What takes nothing but the tickets. */
export class BulkMove extends OnTickets {
  @EnumField(MOVES) action: (typeof MOVES)[number];
}

export class BulkAssignment extends IntersectionType(OnTickets, AssignmentBody) {
  @EnumField(['assign']) action: 'assign';
}

export class BulkHold extends IntersectionType(OnTickets, HoldBody) {
  @EnumField(['hold']) action: 'hold';
}

export class BulkSolution extends IntersectionType(OnTickets, PickType(SolutionBody, ['body'])) {
  @EnumField(['solve']) action: 'solve';
}

export class BulkMessage extends IntersectionType(OnTickets, MessageBody) {
  @EnumField(MESSAGES) action: (typeof MESSAGES)[number];
}

/** One thing to do with several tickets, with the fields that it takes for one. */
export type BulkAction = BulkMove | BulkAssignment | BulkHold | BulkSolution | BulkMessage;

export type BulkActionClass = new () => BulkAction;

/** How each action is asked for. */
export const BULK_ACTIONS: ReadonlyMap<string, BulkActionClass> = new Map<BulkAction['action'], BulkActionClass>([
  ...MOVES.map((action) => [action, BulkMove] as const),
  ['assign', BulkAssignment],
  ['hold', BulkHold],
  ['solve', BulkSolution],
  ...MESSAGES.map((action) => [action, BulkMessage] as const),
]);
