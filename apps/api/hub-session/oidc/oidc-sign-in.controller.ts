import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { internalProblem, transientProblem } from '../../platform/http/error-problem.js';
import { Problem } from '../../platform/http/problem.js';
import { OidcSignIn } from './oidc-sign-in.js';
import { SignInFailed } from './sign-in-failure.js';

/** Page of the hub that explains why a sign-in failed. */
const FAILED_PATH = '/hub/sign-in-failed';

const failureOf = (error: unknown, request: FastifyRequest): SignInFailed => {
  if (error instanceof SignInFailed) return error;
  const { code } = transientProblem(error, request) ?? internalProblem(error, request);
  return new SignInFailed('unavailable', code, { cause: error });
};

/**
 * Sends browsers to the identity provider and takes them back. Whatever fails, the person sees a page of the hub: the
 * code of the failure is in its address, the reason in the log.
 */
@ApiExcludeController()
@Controller('hub/sign-in')
export class OidcSignInController {
  constructor(private readonly oidc: OidcSignIn) {}

  /** `account=other`: the provider asks who signs in, for people whose account there may not use the hub. */
  @Get()
  begin(
    @Query('returnTo') returnTo: unknown,
    @Query('account') account: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.redirect(reply, () => this.oidc.begin(reply, returnTo, account === 'other'));
  }

  @Get('callback')
  finish(@Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    return this.redirect(reply, () => this.oidc.finish(reply));
  }

  private async redirect(reply: FastifyReply, target: () => Promise<string>): Promise<void> {
    void reply.code(302);
    try {
      void reply.header('location', await target());
    } catch (error) {
      const { failure, reason } = failureOf(error, reply.request);
      const cause = `sign-in to the hub: ${failure} (${reason})`;
      reply.server.refusals.record(
        new Problem(401, 'sign-in-required', 'The sign-in failed.', { cause }),
        reply.request,
      );
      void reply.header('location', `${FAILED_PATH}?code=${failure}`);
    }
  }
}
