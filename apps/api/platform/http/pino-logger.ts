import { isRecord } from '@ledgerdesk/kernel';
import type { LoggerService } from '@nestjs/common';
import { type Level, type Logger, pino } from 'pino';

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
    this.write(BOOTSTRAP_CONTEXTS.includes(context) ? 'debug' : 'info', message, context);
  }

  error(message: unknown, ...context: readonly unknown[]): void {
    this.write('error', message, context.at(-1));
  }

  warn(message: unknown, context?: string): void {
    this.write('warn', message, context);
  }

  debug(message: unknown, context?: string): void {
    this.write('debug', message, context);
  }

  /** A message may be an object: its property `message` is the text, the others are fields of the line. */
  private write(level: Level, message: unknown, context: unknown): void {
    if (!isRecord(message)) return this.pino[level]({ context }, String(message));
    const { message: text, ...fields } = message;
    this.pino[level]({ context, ...fields }, String(text));
  }
}
