import { ID_PATTERN } from '@ledgerdesk/events';
import { Injectable, type PipeTransform } from '@nestjs/common';
import { Problem } from './problem.js';

/** An id in a path. What can be no id names nothing: 404, as for any other that is not there. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!ID_PATTERN.test(value)) throw new Problem(404, 'not-found', 'There is nothing by that id.');
    return value;
  }
}
