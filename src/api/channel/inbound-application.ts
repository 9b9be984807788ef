import type { Logger } from '../../base/logger.ts'
import type { Leg } from '../../exchange/leg.ts'
import type { CallChannel } from './call-channel.ts'

/** What an application is told besides its channel. */
export interface InboundContext {
  /** Never used twice in one exchange: `application-1`. */
  readonly applicationInstanceId: string
  /** The line the call came in on; null where a service was called. */
  readonly line: string | null
  /** The service that was called; null where a number was. */
  readonly service: string | null
  /** The caller; '' where withheld. */
  readonly callFrom: string
  /** The own number of the line, or the name of the service. */
  readonly callTo: string
  readonly log: Logger
  /** A further channel, for a call of its own. */
  extraChannel(): CallChannel
}

/**
 * Serves one call, whose channel is CALL_INCOMING. What is still up when it returns is hung up. A `Hangup` that it lets pass
 * is how calls end; any other exception is reported.
 */
export type InboundApplication = (channel: CallChannel, context: InboundContext) => unknown

/** Which calls an application serves: those of a line, of the line with a number, of all lines, or of a service by its name. */
export type InboundPlace =
  | { readonly line?: string; readonly number?: string; readonly service?: undefined }
  | { readonly service: string }

/** What an application is told of a call. */
export function contextOf(
  leg: Leg,
  applicationInstanceId: string,
  log: Logger,
  extraChannel: () => CallChannel,
): InboundContext {
  const service = leg.kind === 'service' ? leg.to : null
  return { applicationInstanceId, line: leg.line, service, callFrom: leg.from, callTo: leg.to, log, extraChannel }
}
