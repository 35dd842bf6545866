import { Transform } from 'class-transformer';
import { IntegerField, PositionField } from '../platform/http/fields.js';

/** No tree has more leaves. */
const MAX_SIZE = Number.MAX_SAFE_INTEGER;

/** Converts a decimal number without leading zeros. Any other value is left for the validator to refuse. */
const toSize = ({ value }: { readonly value: unknown }): unknown =>
  typeof value === 'string' && /^(?:0|[1-9]\d{0,15})$/.test(value) ? Number(value) : value;

export class InclusionQuery {
  @Transform(toSize)
  @IntegerField(0, MAX_SIZE, { optional: true, example: 17, description: 'Index of the leaf, from 0.' })
  index?: number;

  @PositionField({ optional: true, description: 'Position of the event in the log, in place of `index`.' })
  position?: string;

  @Transform(toSize)
  @IntegerField(1, MAX_SIZE, {
    optional: true,
    example: 1_204,
    description: 'Size of the tree: that of a checkpoint. Default: the last checkpoint.',
  })
  size?: number;
}

export class ConsistencyQuery {
  @Transform(toSize)
  @IntegerField(0, MAX_SIZE, { example: 880, description: 'Size of the older checkpoint.' })
  from: number;

  @Transform(toSize)
  @IntegerField(1, MAX_SIZE, {
    optional: true,
    example: 1_204,
    description: 'Size of the newer checkpoint. Default: the last one.',
  })
  to?: number;
}

export class TimeStampQuery {
  @Transform(toSize)
  @IntegerField(1, MAX_SIZE, {
    optional: true,
    example: 1_204,
    description: 'Largest size of the checkpoint. Default: the newest one that has a time stamp.',
  })
  size?: number;
}

export class TicketProofQuery {
  @Transform(toSize)
  @IntegerField(0, MAX_SIZE, {
    optional: true,
    example: 880,
    description: 'Size of a checkpoint that you saved: the bundle then proves that its own extends it.',
  })
  from?: number;
}
