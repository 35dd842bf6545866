import { ID_PATTERN } from '@ledgerdesk/kernel';
import { Injectable, type PipeTransform } from '@nestjs/common';
import { Problem } from './problem.js';

/** An id in a path. Responds with 404 to a malformed id, as to an unknown one. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!ID_PATTERN.test(value)) throw new Problem(404, 'not-found', 'Not found.');
    return value;
  }
}
