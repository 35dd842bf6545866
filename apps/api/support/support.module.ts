import { Module } from '@nestjs/common';
import { SupportController } from './support.controller.js';
import { TaxonomyController } from './taxonomy.controller.js';

/** Support route and contact options of a member, and the taxonomy of requests. */
@Module({
  controllers: [SupportController, TaxonomyController],
})
export class SupportModule {}
