import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { IsOptional, IsString, validate, ValidateNested } from 'class-validator';
import fc from 'fast-check';
import { BulkMessage } from '../../desk/bulk-action.dto.js';
import { OpenTicketBody, TicketQuery } from '../../tickets/ticket.dto.js';
import { validateCompiled } from './compiled-validation.js';

const OPTIONS = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, stopAtFirstError: true };

class Nested {
  @ValidateNested() inner: object;
}
class WithItems {
  @IsOptional() @IsString({ each: true }) items?: unknown;
}

const WORDS = ['dropbox', 'ja', 'pt-BR', '', ' ', 'open', 'asc', '7', '2026-11-27T07:30:00Z', '2026-02-30T00:00:00Z'];
const text = fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 70 }));
const value = fc.oneof(text, fc.constantFrom(undefined, null, 0, 50, -1, true, {}), fc.array(text, { maxLength: 3 }));
const fields = [
  ...['product', 'issueType', 'subject', 'body', 'language', 'followUpOf', 'uploads', 'status', 'q', 'openedFrom'],
  ...['sort', 'order', 'limit', 'cursor', 'asOf', 'by', 'view', 'ticketIds', 'action', 'items', 'inner', 'other'],
];
const ticket = { issueType: 'sync_upload', subject: 'Sync has stopped', body: 'This morning.', language: 'ja' };
/** Tickets with another field or none, and objects of any fields. */
const object = fc.oneof(
  fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 1 }).map((other) => ({ ...ticket, ...other })),
  fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 6 }),
);

describe('compiled validation', () => {
  it.each<new () => object>([OpenTicketBody, TicketQuery, BulkMessage, Nested, WithItems])(
    'finds the same errors as class-validator: %p',
    async (dto) => {
      let valid = 0;
      await fc.assert(
        fc.asyncProperty(object, async (plain) => {
          const [compiled, reference] = [plainToInstance(dto, plain), plainToInstance(dto, plain)];
          const errors = await validate(reference, OPTIONS);
          expect(await validateCompiled(compiled, OPTIONS)).toEqual(errors);
          if (errors.length === 0) valid += 1;
        }),
        { numRuns: 300 },
      );
      if (dto === OpenTicketBody) expect(valid).toBeGreaterThan(20);
    },
  );

  it('tests the items of a list, and the members of a set', async () => {
    const errorsOf = async (items: unknown) =>
      (await validateCompiled(Object.assign(new WithItems(), { items }), OPTIONS)).length;
    expect(
      await Promise.all([undefined, [], ['a'], ['a', 1], 'a', 1, new Set(['a']), new Set([1])].map(errorsOf)),
    ).toEqual([0, 0, 0, 1, 0, 1, 0, 1]);
  });
});
