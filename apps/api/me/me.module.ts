import { Module } from '@nestjs/common';
import { CallerAbilities } from './caller-abilities.js';
import { MeController } from './me.controller.js';
import { MemberOffers } from './member-offers.js';

/** Routes that tell callers who they are and what they may do. */
@Module({
  controllers: [MeController],
  providers: [CallerAbilities, MemberOffers],
})
export class MeModule {}
