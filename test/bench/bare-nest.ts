import '@fastify/compress';
import '@fastify/cookie';
import '@fastify/cors';
import '@fastify/multipart';
import '@fastify/rate-limit';
import '@fastify/static';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import '@nestjs/swagger';
import 'ajv';
import 'better-sqlite3';
import 'class-transformer';
import 'class-validator';
import 'helmet';
import 'jose';
import 'kysely';
import 'pino';
import 'prom-client';
import 'reflect-metadata';

@Controller('health')
class HealthController {
  @Get('ready')
  ready() {
    return { status: 'ok' };
  }
}

@Module({ imports: [CqrsModule], controllers: [HealthController] })
class BareModule {}

/** A Nest application of one route, which loads the packages that an engine loads at its start. */
const app = await NestFactory.create(BareModule, new FastifyAdapter(), { logger: false });
await app.listen(Number(process.env['PORT']), '127.0.0.1');
