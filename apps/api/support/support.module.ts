import { Module } from '@nestjs/common';
import { SupportController } from './support.controller.js';

/** Support route and contact options of a member. */
@Module({
  controllers: [SupportController],
})
export class SupportModule {}
