import type { RefusalDeclaration } from './declaration.js';

/** Refusals of rows of a file that `ledgerdesk import` reads. No request over HTTP gets them. */
export const IMPORT_REFUSALS = {
  'case-not-opened': {
    reason: 'not-found',
    cause: 'The first row of the case was refused.',
    remedy: 'Correct the first row of the case.',
  },
  'case-opened-twice': {
    reason: 'conflict',
    cause: 'A row other than the first one of a case opens it.',
    remedy: 'Map the activity of the row to another action.',
  },
  'existing-team': {
    reason: 'conflict',
    cause: 'The team existed before the import, and its add-on differs from the one in the file.',
    remedy: 'Change the add-on of the team, or the level in the file.',
  },
  'no-customer': {
    reason: 'invalid',
    cause: 'The first row of a case has no customer or no requester.',
    remedy: 'Complete the row.',
  },
  'no-text': {
    reason: 'invalid',
    cause: 'The row has no text for an action that needs one.',
    remedy: 'Complete the row, or map a constant.',
  },
  'taken-over': {
    reason: 'conflict',
    cause: 'The ticket was changed in this engine since the last import.',
    remedy: 'Make the remaining changes in the engine.',
  },
  'text-too-long': {
    reason: 'too-large',
    cause: 'A text of the row is longer than over HTTP.',
    remedy: 'Shorten the text.',
  },
  'unknown-requester': {
    reason: 'not-found',
    cause: 'The team existed before the import and has no such member.',
    remedy: 'Add the member first.',
  },
  'unmapped-activity': {
    reason: 'invalid',
    cause: 'The mapping lacks the activity.',
    remedy: 'Add the activity to the mapping.',
  },
  'unmapped-issue-type': {
    reason: 'invalid',
    cause: 'The mapping has no issue type for the row.',
    remedy: 'Add the value of the row to the mapping.',
  },
  'unmapped-language': {
    reason: 'invalid',
    cause: 'The mapping has no language for the row.',
    remedy: 'Add the value of the row to the mapping.',
  },
  'unmapped-level': {
    reason: 'invalid',
    cause: 'The mapping lacks the level of the customer.',
    remedy: 'Add the level to the mapping.',
  },
  'unmapped-product': {
    reason: 'invalid',
    cause: 'The mapping has no product for the row.',
    remedy: 'Add the value of the row to the mapping.',
  },
} as const satisfies Readonly<Record<string, RefusalDeclaration>>;
