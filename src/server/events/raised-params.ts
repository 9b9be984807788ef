import { elementsOf, type JsonMember, type JsonValue, membersOf } from '../json-rpc/json-value.ts'
import { RpcError } from '../json-rpc/rpc-error.ts'
import type { EventParam } from './event-text.ts'

/**
 * The parameters of an event that is raised by hand: a list of texts without names, or the text of a JSON object.
 * @throws RpcError 400 for anything else.
 */
export function readRaisedParams({ raw, value }: JsonValue): readonly EventParam[] {
  if (Array.isArray(value)) return elementsOf(raw).map(element => ({ name: null, value: textOf(element) }))
  if (typeof value !== 'string' && typeof value !== 'number') throw new RpcError(400, 'No Params')
  return membersOfText(String(value)).map(member => ({ name: member.name, value: eventValue(member) }))
}

function textOf({ raw, value }: JsonValue): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return raw
  throw badParams()
}

function membersOfText(text: string): readonly JsonMember[] {
  try {
    const trimmed = text.trim()
    const value: unknown = JSON.parse(trimmed)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return membersOf(trimmed)
  } catch {
    // Refused below, as everything else that is no object.
  }
  throw badParams()
}

const eventValue = ({ value }: JsonValue): string | number =>
  typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)

const badParams = () => new RpcError(400, 'Bad Params')
