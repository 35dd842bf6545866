import { REFUSALS, type RefusalCode, type RefusalReason } from '@ledgerdesk/kernel';
import { ANALYSIS_PROBLEMS } from './problems/analysis-problems.js';
import { DESK_PROBLEMS } from './problems/desk-problems.js';
import { LEDGER_PROBLEMS } from './problems/ledger-problems.js';
import type { ProblemDeclaration } from './problems/problem-declaration.js';
import { REQUEST_PROBLEMS } from './problems/request-problems.js';
import { SENDING_PROBLEMS } from './problems/sending-problems.js';
import { SIGN_IN_PROBLEMS } from './problems/sign-in-problems.js';
import { UNAVAILABLE_PROBLEMS } from './problems/unavailable-problems.js';
import { UPLOAD_PROBLEMS } from './problems/upload-problems.js';

export type { ProblemDeclaration } from './problems/problem-declaration.js';

/** Problems that only requests over HTTP have. Refusals of commands and queries are declared in the kernel. */
const HTTP_PROBLEMS = {
  ...REQUEST_PROBLEMS,
  ...SIGN_IN_PROBLEMS,
  ...UNAVAILABLE_PROBLEMS,
  ...UPLOAD_PROBLEMS,
  ...ANALYSIS_PROBLEMS,
  ...LEDGER_PROBLEMS,
  ...SENDING_PROBLEMS,
  ...DESK_PROBLEMS,
};

/** Stable code at the end of the `type` of a problem document. */
export type ProblemCode = keyof typeof HTTP_PROBLEMS | RefusalCode;

/** HTTP status of a refusal. */
export const REFUSAL_STATUS: Readonly<Record<RefusalReason, number>> = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'reused-key': 422,
  'too-large': 413,
};

const refusals: readonly (readonly [string, ProblemDeclaration])[] = Object.entries(REFUSALS).map(
  ([code, { reason, cause, remedy }]) => [code, { status: REFUSAL_STATUS[reason], cause, remedy }],
);

/** Every problem that a request may get, by code in alphabetical order. */
export const PROBLEMS: Readonly<Record<string, ProblemDeclaration>> = Object.fromEntries(
  [...Object.entries<ProblemDeclaration>(HTTP_PROBLEMS), ...refusals].sort(([a], [b]) => (a < b ? -1 : 1)),
);
