import { Module } from '@nestjs/common';
import { MemberDirectoryController } from './member-directory.controller.js';
import { TeamDirectoryController } from './team-directory.controller.js';

/** Teams and their members, for staff to look up. */
@Module({ controllers: [TeamDirectoryController, MemberDirectoryController] })
export class DirectoryModule {}
