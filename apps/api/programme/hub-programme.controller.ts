import {
  type CommandEnvelope,
  derivedId,
  MemberAccess,
  ProgrammeReader,
  EngineClock,
  ProgrammeCommandMessage,
  QuarterCommandMessage,
} from '@ledgerdesk/application';
import { quarterOf } from '@ledgerdesk/business-time';
import type { RowReader } from '@ledgerdesk/read-store';
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { replyWith } from '../platform/http/reply-with.js';
import { valueOrThrow } from '../platform/http/paging.js';
import { problemOf } from '../platform/http/problem.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { ROWS } from '../platform/tokens.js';
import { AppointmentBody, ConsultationBody } from './programme.dto.js';
import { agendaOf, consultationIn, sessionIn } from './programme.view.js';
import { QuarterPipe } from './quarter.pipe.js';
import { PROGRAMME_SCHEMAS } from './programme.schemas.js';

/** Consultations and root-cause sessions, for members with access to the hub (H1, H2, C4). */
@ApiTags('hub')
@Controller('v1/hub')
export class HubProgrammeController {
  constructor(
    private readonly access: MemberAccess,
    private readonly commands: CommandBus,
    private readonly programme: ProgrammeReader,
    private readonly clock: EngineClock,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get('programme')
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    summary: 'Get the programme',
    description:
      'Consultations and root-cause sessions that are open, booked or used, in this quarter and the ' +
      'next (E4, Q3, C6).',
  })
  @ApiOkResponse({ schema: PROGRAMME_SCHEMAS.ProgrammeStanding })
  async standing(@CurrentMember() member: MemberRef) {
    await this.assertHub(member);
    return valueOrThrow(await this.programme.standing(member.teamId, member.memberId, this.clock.now()));
  }

  @Post('consultations')
  @AllowedRoles(['member', 'service'])
  @ApiOperation({ summary: 'Book a consultation', description: 'One hour, included once in each add-on (E4, C6).' })
  @ApiCreatedResponse({ schema: PROGRAMME_SCHEMAS.Consultation })
  async book(
    @CurrentMember() member: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Body() body: ConsultationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.assertHub(member);
    const consultationId = derivedId('consultation', envelope.commandId);
    const outcome = await this.commands.execute(
      new ProgrammeCommandMessage(envelope, { type: 'BookConsultation', consultationId, ...member, ...body }),
    );
    return consultationIn(replyWith(reply, outcome), consultationId);
  }

  @Post('root-cause-sessions')
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    summary: 'Schedule a root-cause session',
    description: 'The session of the quarter that `startsAt` is in (Q3). Enhanced only.',
  })
  @ApiCreatedResponse({ schema: PROGRAMME_SCHEMAS.RootCauseSession })
  async schedule(
    @CurrentMember() member: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Body() body: AppointmentBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.assertHub(member);
    const quarter = quarterOf(body.startsAt);
    const sessionId = derivedId('root-cause-session', envelope.commandId);
    const outcome = await this.commands.execute(
      new QuarterCommandMessage(envelope, { type: 'ScheduleRootCauseSession', quarter, sessionId, ...member, ...body }),
    );
    return sessionIn(replyWith(reply, outcome), quarter);
  }

  @Get('root-cause-sessions/:quarter/agenda')
  @AllowedRoles(['member', 'service'], { reads: ['team-trends'] })
  @ApiOperation({
    summary: 'Get the agenda of a root-cause session',
    description: 'Figures of all tickets of the team, without their texts (Q4).',
  })
  @ApiOkResponse({ schema: PROGRAMME_SCHEMAS.SessionAgenda })
  async agenda(@CurrentMember() member: MemberRef, @Param('quarter', QuarterPipe) quarter: string) {
    await this.assertHub(member);
    return agendaOf(this.programme, this.rows, member.teamId, quarter, this.clock.now());
  }

  private async assertHub({ teamId, memberId }: MemberRef): Promise<void> {
    const refused = await this.access.hubRefusal(teamId, memberId, this.clock.now());
    if (refused) throw problemOf(refused);
  }
}
