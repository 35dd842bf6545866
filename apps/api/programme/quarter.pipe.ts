import { isQuarter } from '@ledgerdesk/business-time';
import { Injectable, type PipeTransform } from '@nestjs/common';
import { Problem } from '../platform/http/problem.js';

/** A calendar quarter in a path, `2026-Q4`. What is none names nothing: 404. */
@Injectable()
export class QuarterPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isQuarter(value)) throw new Problem(404, 'not-found', 'A quarter is written as 2026-Q4.');
    return value;
  }
}
