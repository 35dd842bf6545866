import { Module } from '@nestjs/common';
import { CallerAbilities } from './caller-abilities.js';
import { MeController } from './me.controller.js';
import { MemberOffers } from './member-offers.js';

/** Who the caller is and what it may do. */
@Module({
  controllers: [MeController],
  providers: [CallerAbilities, MemberOffers],
})
export class MeModule {}
