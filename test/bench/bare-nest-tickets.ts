import 'reflect-metadata';
import { Body, Controller, Module, Post, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command, CommandBus, CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { OpenTicketBody } from '../../apps/api/tickets/ticket.dto.js';
import { CONSTANT_TICKET } from './constant-ticket.js';
import { endWithParent } from './end-with-parent.js';

class OpenBareTicket extends Command<typeof CONSTANT_TICKET> {
  constructor(readonly body: OpenTicketBody) {
    super();
  }
}

@CommandHandler(OpenBareTicket)
class OpenBareTicketHandler implements ICommandHandler<OpenBareTicket> {
  async execute() {
    return CONSTANT_TICKET;
  }
}

@Controller('v1/tickets')
class BareTicketsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  open(@Body() body: OpenTicketBody) {
    return this.commands.execute(new OpenBareTicket(body));
  }
}

@Module({ imports: [CqrsModule], controllers: [BareTicketsController], providers: [OpenBareTicketHandler] })
class BareTicketsModule {}

/**
 * A bare Nest application, as a newcomer would write it: its route validates the body of a ticket by the decorators of
 * its class, sends it over the command bus and responds with a constant. It knows no callers and keeps nothing.
 */
const app = await NestFactory.create<NestFastifyApplication>(BareTicketsModule, new FastifyAdapter(), {
  logger: false,
});
app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
await app.listen({ port: 0, host: '127.0.0.1' });
endWithParent();
process.send?.({ url: await app.getUrl(), token: 'none' });
