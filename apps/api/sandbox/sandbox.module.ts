import { Module } from '@nestjs/common';
import { SandboxController } from './sandbox.controller.js';

/** What only a sandbox has: a clock that operators move. */
@Module({ controllers: [SandboxController] })
export class SandboxModule {}
