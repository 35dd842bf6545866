import { Module } from '@nestjs/common';
import { HubProgrammeController } from './hub-programme.controller.js';
import { TeamProgrammeController } from './team-programme.controller.js';

/** Consultations, root-cause sessions and feature usage. */
@Module({
  controllers: [HubProgrammeController, TeamProgrammeController],
})
export class ProgrammeModule {}
