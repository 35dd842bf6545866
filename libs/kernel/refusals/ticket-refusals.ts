import type { RefusalDeclaration } from './declaration.js';

/** Refusals of tickets, saved views and attachments. */
export const TICKET_REFUSALS = {
  'assignee-not-found': {
    reason: 'not-found',
    cause: 'The agent to whom the ticket is to be assigned is not registered.',
    remedy: 'Use the id of an agent of `GET /v1/desk/agents`.',
  },
  'assignee-retired': {
    reason: 'conflict',
    cause: 'The agent to whom the ticket is to be assigned is retired.',
    remedy: 'Assign the ticket to another agent.',
  },
  'follow-up-not-found': {
    reason: 'invalid',
    cause: '`followUpOf` is not the id of a ticket of this requester.',
    remedy: 'Use the id of a solved or closed ticket of the same requester, or omit the field.',
  },
  'follow-up-of-open': {
    reason: 'conflict',
    cause: 'The ticket in `followUpOf` is still open.',
    remedy: 'Reply to that ticket.',
  },
  'merge-into-itself': {
    reason: 'invalid',
    cause: 'A ticket is to be merged into itself.',
    remedy: 'Name another ticket.',
  },
  'merge-of-other-requester': {
    reason: 'conflict',
    cause: 'The two tickets have different requesters, who may see only their own tickets.',
    remedy: 'Merge only tickets of one requester.',
  },
  'merge-target-not-found': {
    reason: 'not-found',
    cause: 'There is no ticket with the id in `into`.',
    remedy: 'Use the id of another ticket of the same requester.',
  },
  'merge-target-not-open': {
    reason: 'conflict',
    cause: 'The ticket in `into` is solved or closed.',
    remedy: 'Merge into an open ticket, or reopen that one first.',
  },
  'product-required': {
    reason: 'invalid',
    cause: 'The team uses several products, and the request names none.',
    remedy: 'Send one of the products in `choices` as `product`.',
  },
  'retired-product': {
    reason: 'invalid',
    cause: 'The product is no longer supported.',
    remedy: 'Choose another product of `GET /v1/contact-options`.',
  },
  'ticket-claimed': {
    reason: 'conflict',
    cause: 'Another agent has claimed the ticket.',
    remedy: 'Assign the ticket to yourself to take it over, or leave it to `assignedTo`.',
  },
  'ticket-closed': {
    reason: 'conflict',
    cause: 'The ticket is closed, or too long solved for the change.',
    remedy: 'The requester can open a follow-up ticket with `followUpOf`.',
  },
  'ticket-exists': {
    reason: 'conflict',
    cause: 'A ticket with this id exists.',
    remedy: 'Send the command with a new `Idempotency-Key`.',
  },
  'ticket-merged': {
    reason: 'conflict',
    cause: 'The ticket was merged into another one.',
    remedy: 'Use the ticket in `mergedInto`.',
  },
  'ticket-not-found': {
    reason: 'not-found',
    cause: 'There is no such ticket, or it is not one of the caller.',
    remedy: 'Use an id of the list of tickets that the caller may read.',
  },
  'ticket-not-open': {
    reason: 'conflict',
    cause: 'The ticket is solved or closed.',
    remedy: 'Reopen the ticket, or open a follow-up ticket.',
  },
  'too-many-view-changes': {
    reason: 'conflict',
    cause: 'The member has saved views as often as it may.',
    remedy: 'Use or remove the views that exist. The limit of saves does not reset.',
  },
  'too-many-views': {
    reason: 'conflict',
    cause: 'The member has as many saved views as it may.',
    remedy: 'Remove a view first.',
  },
  'unknown-issue-type': {
    reason: 'invalid',
    cause: 'The issue type is not in the taxonomy.',
    remedy: 'Use an issue type of `GET /v1/contact-options` for the product.',
  },
  'unknown-product': {
    reason: 'invalid',
    cause: 'The product is not in the taxonomy.',
    remedy: 'Use a product of the team, as `GET /v1/me` or `GET /v1/contact-options` lists them.',
  },
  'upload-expired': {
    reason: 'invalid',
    cause: 'A file was uploaded too long ago to be attached.',
    remedy: 'Upload the file again and use the new `uploadId`.',
  },
  'upload-invalid': {
    reason: 'invalid',
    cause: 'An `uploadId` is malformed, or belongs to another caller.',
    remedy: 'Upload the file again as the caller who sends the message.',
  },
  'view-never-matches': {
    reason: 'invalid',
    cause: '`openedFrom` of the view is not before `openedTo`.',
    remedy: 'Correct the two instants.',
  },
  'view-not-found': {
    reason: 'not-found',
    cause: 'The member has no saved view with this name.',
    remedy: 'Use a name of `GET /v1/ticket-views`.',
  },
} as const satisfies Readonly<Record<string, RefusalDeclaration>>;
