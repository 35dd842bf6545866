import { Module } from '@nestjs/common';
import { HubSessionController } from './hub-session.controller.js';
import { LinkSignIn } from './link-sign-in.js';
import { OidcSignInController } from './oidc/oidc-sign-in.controller.js';
import { OidcSignIn } from './oidc/oidc-sign-in.js';
import { ReplacedSessions } from './replaced-sessions.js';
import { SignInRecord } from './sign-in-record.js';

/** Signing in to the hub and out of it. */
@Module({
  controllers: [HubSessionController, OidcSignInController],
  providers: [LinkSignIn, OidcSignIn, ReplacedSessions, SignInRecord],
})
export class HubSessionModule {}
