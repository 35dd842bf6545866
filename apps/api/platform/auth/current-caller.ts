import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller, MemberRef } from './caller.js';
import { memberRequired } from './forbidden.js';

const callerIn = (context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw new Error('A route that uses @CurrentCaller or @CurrentMember needs @AllowedRoles.');
  return caller;
};

/** The member that a caller is or acts for. Throws Problem for a service that acts for none. */
export const requireMember = ({ member }: Caller): MemberRef => {
  if (!member) throw memberRequired();
  return member;
};

/** Parameter decorator: the authenticated caller. */
export const CurrentCaller = createParamDecorator((_: undefined, context: ExecutionContext): Caller =>
  callerIn(context),
);

/** Parameter decorator: the member that the caller is or acts for. Throws Problem if there is none. */
export const CurrentMember = createParamDecorator((_: undefined, context: ExecutionContext): MemberRef =>
  requireMember(callerIn(context)),
);
