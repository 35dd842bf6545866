import {
  type CommandEnvelope,
  derivedId,
  type CommandInput,
  MemberAccess,
  ProgrammeReader,
  EngineClock,
  ProgrammeCommandMessage,
  QuarterCommandMessage,
} from '@ledgerdesk/application';
import { quarterOf } from '@ledgerdesk/business-time';
import type { ProgrammeCommand, QuarterCommand } from '@ledgerdesk/domain';
import { REQUESTER_NAMES } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { replyWith } from '../platform/http/reply-with.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Problem } from '../platform/http/problem.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ROWS } from '../platform/tokens.js';
import { ConsultationForBody, UsageBody } from './programme.dto.js';
import { agendaOf, consultationIn, sessionIn, toNamedProgramme } from './programme.view.js';
import { QuarterPipe } from './quarter.pipe.js';
import { PROGRAMME_SCHEMAS } from './programme.schemas.js';

/** The input of a command on one consultation. */
type ConsultationInput = Exclude<CommandInput<ProgrammeCommand>, { readonly type: 'EndConsultations' }>;

/** Consultations, root-cause sessions and feature usage of teams, for operators and agents. */
@ApiTags('programme')
@Controller('v1/teams/:teamId')
export class TeamProgrammeController {
  constructor(
    private readonly commands: CommandBus,
    private readonly access: MemberAccess,
    private readonly programme: ProgrammeReader,
    private readonly clock: EngineClock,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get('programme')
  @AllowedRoles(['operator', 'agent'], { reads: REQUESTER_NAMES })
  @ApiOperation({
    operationId: 'getTeamProgramme',
    summary: "Get a team's programme",
    description: 'Its consultations, newest first, and the root-cause sessions of this quarter and the next (E4, Q3).',
  })
  @ApiOkResponse({ schema: PROGRAMME_SCHEMAS.TeamProgramme })
  async ofTeam(@Param('teamId', IdPipe) teamId: string) {
    if (!(await this.access.hasTeam(teamId))) throw new Problem(404, 'team-not-found', 'Team not found.');
    return toNamedProgramme(this.rows, teamId, await this.programme.ofTeam(teamId, this.clock.now()));
  }

  @Post('consultations')
  @AllowedRoles(['operator', 'agent'])
  @ApiOperation({
    operationId: 'bookConsultationForMember',
    summary: 'Book a consultation for a member',
    description: 'For example for a Champion without access to the hub (E4, C4, C6).',
  })
  @ApiCreatedResponse({ schema: PROGRAMME_SCHEMAS.Consultation })
  book(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Body() body: ConsultationForBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.sendToProgramme(reply, envelope, {
      type: 'BookConsultation',
      teamId,
      consultationId: derivedId('consultation', envelope.commandId),
      ...body,
    });
  }

  @Post('consultations/:consultationId/completion')
  @AllowedRoles(['operator', 'agent'])
  @ApiOperation({
    operationId: 'completeConsultation',
    summary: 'Complete a consultation',
    description: 'Requirement E4.',
  })
  @ApiCreatedResponse({ schema: PROGRAMME_SCHEMAS.Consultation })
  hold(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Param('consultationId', IdPipe) consultationId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.sendToProgramme(reply, envelope, { type: 'HoldConsultation', teamId, consultationId });
  }

  @Delete('consultations/:consultationId')
  @HttpCode(200)
  @AllowedRoles(['operator', 'agent'])
  @ApiOperation({
    operationId: 'cancelConsultation',
    summary: 'Cancel a consultation',
    description: 'The consultation can be booked again (E4).',
  })
  @ApiOkResponse({ schema: PROGRAMME_SCHEMAS.Consultation })
  cancel(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Param('consultationId', IdPipe) consultationId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.sendToProgramme(reply, envelope, { type: 'CancelConsultation', teamId, consultationId });
  }

  @Post('root-cause-sessions/:quarter/completion')
  @AllowedRoles(['operator', 'agent'])
  @ApiOperation({
    operationId: 'completeRootCauseSession',
    summary: 'Complete a root-cause session',
    description: 'Requirement Q3.',
  })
  @ApiCreatedResponse({ schema: PROGRAMME_SCHEMAS.RootCauseSession })
  holdSession(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Param('quarter', QuarterPipe) quarter: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.sendToQuarter(reply, envelope, { type: 'HoldRootCauseSession', teamId, quarter });
  }

  @Delete('root-cause-sessions/:quarter')
  @HttpCode(200)
  @AllowedRoles(['operator', 'agent'])
  @ApiOperation({
    operationId: 'cancelRootCauseSession',
    summary: 'Cancel a root-cause session',
    description: 'Another session can be scheduled in the same quarter (Q3).',
  })
  @ApiOkResponse({ schema: PROGRAMME_SCHEMAS.RootCauseSession })
  cancelSession(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Param('quarter', QuarterPipe) quarter: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.sendToQuarter(reply, envelope, { type: 'CancelRootCauseSession', teamId, quarter });
  }

  @Get('root-cause-sessions/:quarter/agenda')
  @AllowedRoles(['operator', 'agent'], { reads: ['team-trends', ...REQUESTER_NAMES] })
  @ApiOperation({
    operationId: 'getAgendaOfTeamRootCauseSession',
    summary: "Get the agenda of a team's root-cause session",
    description: 'Requirement Q4.',
  })
  @ApiOkResponse({ schema: PROGRAMME_SCHEMAS.SessionAgenda })
  agenda(@Param('teamId', IdPipe) teamId: string, @Param('quarter', QuarterPipe) quarter: string) {
    return agendaOf(this.programme, this.rows, { teamId }, quarter, this.clock.now());
  }

  @Put('features/:feature')
  @AllowedRoles(['operator', 'service'], { scope: 'features:write' })
  @ApiOperation({
    operationId: 'recordFeatureUsage',
    summary: 'Record feature usage',
    description: 'Number of times the team has used the feature in this quarter so far (Q2).',
  })
  @ApiOkResponse({ schema: PROGRAMME_SCHEMAS.FeatureUsage })
  async use(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Param('feature', IdPipe) feature: string,
    @Body() { count }: UsageBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const quarter = quarterOf(this.clock.now());
    const { usage } = replyWith(
      reply,
      await this.commands.execute(
        new QuarterCommandMessage(envelope, { type: 'RecordFeatureUsage', teamId, quarter, feature, count }),
      ),
    );
    return { teamId, quarter, feature, count: usage[feature] ?? 0 };
  }

  private async sendToProgramme(reply: FastifyReply, envelope: CommandEnvelope, input: ConsultationInput) {
    return consultationIn(
      replyWith(reply, await this.commands.execute(new ProgrammeCommandMessage(envelope, input))),
      input.consultationId,
    );
  }

  private async sendToQuarter(reply: FastifyReply, envelope: CommandEnvelope, input: CommandInput<QuarterCommand>) {
    return sessionIn(
      replyWith(reply, await this.commands.execute(new QuarterCommandMessage(envelope, input))),
      input.quarter,
    );
  }
}
