import { Problem } from '../http/problem.js';
import type { ServiceScope, TokenKind } from './caller.js';

/** 403: the route is not for this caller. */
export const notForCaller = (detail: string): Problem => new Problem(403, 'not-for-this-caller', detail);

/** 403: the route is for other kinds of token. */
export const wrongKind = (roles: readonly TokenKind[]): Problem =>
  notForCaller(`This route needs a token of kind ${roles.join(', ')}.`);

/** 403: a service acts for a member, who may not use the route. */
export const notForMembers = (): Problem =>
  notForCaller('This route is not available to members. Omit Ledger-On-Behalf-Of.');

/** 403: the token of a service lacks a scope. */
export const scopeRequired = (scope: ServiceScope): Problem =>
  new Problem(403, 'scope-required', `This route needs a service token with the scope ${scope}.`, {
    details: { scope },
  });

/** 403: a service acts for no member. */
export const memberRequired = (): Problem =>
  new Problem(403, 'member-required', 'Send the member to act for in Ledger-On-Behalf-Of: <teamId>/<memberId>.');
