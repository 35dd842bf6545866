import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

/** Contexts in which Nest logs a line for each module and route at start. */
const BOOTSTRAP_CONTEXTS: readonly string[] = ['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory'];

/** Characters of lines that wait while they cannot be written. Later lines are dropped. */
const MAX_WAITING = 1_000_000;

/** Nest's log as JSON lines. Lines that cannot be written, for example to a full disk, never end the process. */
export class PinoLogger implements LoggerService {
  private readonly pino: Logger;

  /** Writes to a file or, by default, to stdout. */
  constructor(level: string, file: string | number = process.stdout.fd) {
    const destination = pino.destination({ dest: file, sync: true, maxLength: MAX_WAITING });
    destination.on('error', () => undefined);
    this.pino = pino({ level, base: null }, destination);
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
