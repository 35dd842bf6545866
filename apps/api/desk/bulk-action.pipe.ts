import { isRecord } from '@ledgerdesk/kernel';
import { applyDecorators, Injectable, type PipeTransform } from '@nestjs/common';
import { ApiBody, ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { invalidInput, validation } from '../platform/http/validation.js';
import { BULK_ACTIONS, type BulkAction } from './bulk-action.dto.js';

const actionIn = (body: unknown): unknown => (isRecord(body) ? body['action'] : undefined);

/** Validates the body of a bulk action against the class of its `action`. */
@Injectable()
export class BulkActionPipe implements PipeTransform<unknown, Promise<BulkAction>> {
  private readonly fields = validation();

  async transform(body: unknown): Promise<BulkAction> {
    const action = actionIn(body);
    const metatype = typeof action === 'string' ? BULK_ACTIONS.get(action) : undefined;
    if (metatype) return (await this.fields.transform(body, { type: 'body', metatype })) as BulkAction;
    const message = `action must be one of the following values: ${[...BULK_ACTIONS.keys()].join(', ')}`;
    throw invalidInput([{ field: 'action', message, check: 'isIn' }]);
  }
}

const bodyClasses = [...new Set(BULK_ACTIONS.values())];

/** Documents the body of a bulk action: one schema for each action, discriminated by `action`. */
export const ApiBulkActionBody = (): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(...bodyClasses),
    ApiBody({
      schema: {
        oneOf: bodyClasses.map((metatype) => ({ $ref: getSchemaPath(metatype) })),
        discriminator: {
          propertyName: 'action',
          mapping: Object.fromEntries([...BULK_ACTIONS].map(([action, metatype]) => [action, getSchemaPath(metatype)])),
        },
      },
    }),
  );
