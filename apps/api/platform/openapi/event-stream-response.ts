import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOkResponse } from '@nestjs/swagger';
import { EXAMPLES } from './examples.js';

/** Documents a route that responds with Server-Sent Events and resumes after `Last-Event-ID`. */
export const ApiEventStreamResponse = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'Last-Event-ID',
      required: false,
      description: 'Id of the last event received.',
      example: EXAMPLES.position,
    }),
    ApiOkResponse({
      content: {
        'text/event-stream': {
          schema: { type: 'string', example: `id: ${EXAMPLES.position}\nevent: ticket\ndata: {}\n\n` },
        },
      },
    }),
  );
