import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

/** Contexts in which Nest logs a line for each module and route at start. */
const BOOTSTRAP_CONTEXTS: readonly string[] = ['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory'];

/** Nest's log as JSON lines. */
export class PinoLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(level: string) {
    this.pino = pino({ level, base: null });
  }

  log(message: unknown, context = ''): void {
    this.pino[BOOTSTRAP_CONTEXTS.includes(context) ? 'debug' : 'info']({ context }, String(message));
  }

  error(message: unknown, ...context: readonly unknown[]): void {
    this.pino.error({ context: context.at(-1) }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.pino.warn({ context }, String(message));
  }

  debug(message: unknown, context?: string): void {
    this.pino.debug({ context }, String(message));
  }
}
