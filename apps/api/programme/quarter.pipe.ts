import { isQuarter } from '@ledgerdesk/business-time';
import { Injectable, type PipeTransform } from '@nestjs/common';
import { Problem } from '../platform/http/problem.js';

/** A calendar quarter in a path, e.g. `2026-Q4`. Responds with 404 to anything else. */
@Injectable()
export class QuarterPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isQuarter(value)) throw new Problem(404, 'not-found', 'Quarter not found. Use the format 2026-Q4.');
    return value;
  }
}
