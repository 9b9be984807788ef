import { CallOpsError } from '../../api/callops/call-ops-error.ts'
import type { Logger } from '../../base/logger.ts'
import { type ParsedRequest, parseRequest } from '../json-rpc/parse-request.ts'
import { errorReply, type RpcFailure, resultReply } from '../json-rpc/reply-text.ts'
import { invalidRequest, RpcError, serverError } from '../json-rpc/rpc-error.ts'
import { matchSet } from './match-set.ts'
import { checkedArguments } from './mi-command.ts'
import type { MiContext } from './mi-context.ts'

/** What a carrier does with what came. */
export type Answer =
  | { readonly kind: 'reply'; readonly text: string; readonly id: string }
  /** It was a notification: it has been done, or not, and nobody is told. */
  | { readonly kind: 'silent' }
  /** It is no JSON, which every carrier says in its own way. */
  | { readonly kind: 'malformed' }
  /** There is nothing yet that it could be done to. */
  | { readonly kind: 'not-ready' }

/** The part of a context that {@link answerRequest} needs itself. */
export interface Answering {
  readonly context: MiContext
  readonly logger: Logger
  /** Counts requests, and those that were refused. */
  readonly note: (outcome: 'done' | 'refused') => void
}

/**
 * Does what a request asks for and says what to reply. Never throws.
 * @param maxReply bytes that the carrier can bring back; a longer reply becomes an error.
 */
export function answerRequest(bytes: Uint8Array, answering: Answering, maxReply = Number.POSITIVE_INFINITY): Answer {
  const answer = answerWhole(bytes, answering)
  if (answer.kind !== 'reply' || Buffer.byteLength(answer.text) <= maxReply) return answer
  const tooLong = errorReply(serverError('The reply is too long for this transport'), answer.id)
  const fits = Buffer.byteLength(tooLong) <= maxReply
  return { kind: 'reply', id: answer.id, text: fits ? tooLong : errorReply(invalidRequest(), 'null') }
}

function answerWhole(bytes: Uint8Array, answering: Answering): Answer {
  const request = parseRequest(bytes)
  if (request.kind === 'malformed') {
    answering.note('refused')
    return { kind: 'malformed' }
  }
  if (request.kind === 'invalid') {
    answering.note('refused')
    return { kind: 'reply', text: errorReply(invalidRequest(), request.id), id: request.id }
  }
  const id = request.id ?? 'null'
  try {
    const text = resultReply(perform(request, answering.context), id)
    answering.note('done')
    return request.id === null ? { kind: 'silent' } : { kind: 'reply', text, id }
  } catch (error) {
    answering.note('refused')
    const text = errorReply(failureOf(error, request.method, answering.logger), id)
    return request.id === null ? { kind: 'silent' } : { kind: 'reply', text, id }
  }
}

function perform({ method, params }: ParsedRequest & { kind: 'request' }, context: MiContext): unknown {
  const { set, values } = matchSet(context.commands.resolve(method), params)
  return set.run(checkedArguments(set, values), context)
}

function failureOf(error: unknown, method: string, logger: Logger): RpcFailure {
  if (error instanceof RpcError || error instanceof CallOpsError) return error
  logger.error(`management: ${JSON.stringify(method)} failed: ${String(error)}`)
  // The words of OpenSIPS for a command that failed without saying why; the log knows more.
  return serverError('Command handler returned null')
}
