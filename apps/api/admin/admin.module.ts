import { Module } from '@nestjs/common';
import { TeamsController } from './teams.controller.js';
import { MembersController } from './members.controller.js';

/** Teams and members, for operators. */
@Module({
  controllers: [TeamsController, MembersController],
})
export class AdminModule {}
