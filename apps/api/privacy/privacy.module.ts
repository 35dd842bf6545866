import { Module } from '@nestjs/common';
import { ClearText } from './clear-text.js';
import { ErasuresController } from './erasures.controller.js';
import { KnownSubjects } from './known-subjects.js';
import { SubjectRecords } from './subject-records.js';
import { SubjectsController } from './subjects.controller.js';

/** Erasures of people, and access to what is held on them. */
@Module({
  controllers: [ErasuresController, SubjectsController],
  providers: [ClearText, KnownSubjects, SubjectRecords],
})
export class PrivacyModule {}
