import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.js';
import type { Caller, MemberRef } from './caller.js';

const callerIn = (context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw new Error('A route that uses @CurrentCaller or @CurrentMember needs @AllowedRoles.');
  return caller;
};

/** Who sent the request. */
export const CurrentCaller = createParamDecorator((_: undefined, context: ExecutionContext): Caller =>
  callerIn(context),
);

/** The member that a caller is, or acts for; throws for a service that names none. */
export const requireMember = ({ member }: Caller): MemberRef => {
  if (!member)
    throw new Problem(
      403,
      'member-required',
      'Name the member to act for in Ledger-On-Behalf-Of: <teamId>/<memberId>.',
    );
  return member;
};

/** The member that the request is for. A service must name one. */
export const CurrentMember = createParamDecorator((_: undefined, context: ExecutionContext): MemberRef =>
  requireMember(callerIn(context)),
);
