import { applyDecorators, Injectable, type PipeTransform } from '@nestjs/common';
import { ApiBody, ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { Problem } from '../platform/http/problem.js';
import { validation } from '../platform/http/validation.js';
import { BULK_ACTIONS, type BulkAction } from './bulk-action.dto.js';

const actionIn = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'action' in body ? body.action : undefined;

/** A body that says what is to be done with several tickets: its `action` decides which fields it takes. */
@Injectable()
export class BulkActionPipe implements PipeTransform<unknown, Promise<BulkAction>> {
  private readonly fields = validation();

  async transform(body: unknown): Promise<BulkAction> {
    const action = actionIn(body);
    const metatype = typeof action === 'string' ? BULK_ACTIONS.get(action) : undefined;
    if (metatype) return (await this.fields.transform(body, { type: 'body', metatype })) as BulkAction;
    throw new Problem(400, 'invalid-input', 'It does not say what is to be done; see errors.', {
      errors: [
        {
          field: 'action',
          message: `action must be one of the following values: ${[...BULK_ACTIONS.keys()].join(', ')}`,
          check: 'isIn',
        },
      ],
    });
  }
}

const classes = [...new Set(BULK_ACTIONS.values())];

/** Describes such a body: one of several, told apart by `action`. */
export const ApiBulkActionBody = (): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(...classes),
    ApiBody({
      schema: {
        oneOf: classes.map((metatype) => ({ $ref: getSchemaPath(metatype) })),
        discriminator: {
          propertyName: 'action',
          mapping: Object.fromEntries([...BULK_ACTIONS].map(([action, metatype]) => [action, getSchemaPath(metatype)])),
        },
      },
    }),
  );
