import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

/** How Nest puts itself together: a line for each module and route. */
const WIRING: readonly string[] = ['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory'];

/** Nest's log as JSON lines. */
export class PinoLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(level: string) {
    this.pino = pino({ level, base: null });
  }

  log(message: unknown, context = ''): void {
    this.pino[WIRING.includes(context) ? 'debug' : 'info']({ context }, String(message));
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
