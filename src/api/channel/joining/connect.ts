import type { Bridge } from '../../../exchange/bridges/bridge.ts'
import { uplinkUser } from '../../../exchange/legs/uplink-claim.ts'
import type { ChannelLife } from '../channel-life.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { unconnected } from '../connection.ts'
import { JOIN_MS } from '../limits.ts'
import { enter, refusal } from '../refuse.ts'
import { waitUntil, within } from '../wait.ts'
import { State } from '../words/state.ts'

/** Lets two calls hear each other. @returns false where that failed; `channel.diagnostics` says why. */
export async function connect(parts: ChannelParts, other: ChannelParts): Promise<boolean> {
  const { life, diagnostics } = parts
  enter(parts, 'connect')
  if (other.life === life) throw refusal(life, 'connect', 'needs another channel')
  if (other.life.state !== State.ANSWERED) throw refusal(life, 'connect', `finds the other call in ${other.life.state}`)
  for (const one of [life, other.life]) assertUnoccupied(life, 'connect', one)
  const bridge = await join(parts, other, 'connect')
  if (!bridge) return false
  life.connection = { kind: 'joined', by: 'connect', peer: other.life, bridge }
  other.life.connection = { kind: 'joined', by: 'connect', peer: life, bridge }
  void bridge.ended.then(end => {
    if (end.kind === 'failed') diagnostics.note('connect', 'two calls joined', `apart: ${end.reason.message}`)
    for (const one of [life, other.life]) if (isJoinedBy(one, bridge)) one.connection = { kind: 'peer-gone' }
  })
  return true
}

/** Parts two calls again. @returns false where that failed; they are connected then. */
export async function disconnect(parts: ChannelParts): Promise<boolean> {
  const { life, clock, diagnostics } = parts
  enter(parts, 'disconnect')
  const { connection } = life
  if (connection.kind === 'peer-gone') {
    life.connection = unconnected
    return true
  }
  if (connection.kind !== 'joined' || connection.by !== 'connect') {
    throw refusal(life, 'disconnect', 'finds no connection that connect() has made')
  }
  const { bridge, peer } = connection
  try {
    // Either call may end meanwhile, and the bridge with it.
    const waited = await within({ clock, ms: JOIN_MS }, Promise.race([bridge.close(), bridge.ended]))
    if (waited.kind === 'timeout') return false
  } catch (error) {
    diagnostics.note('disconnect', 'to part two calls', `they are still connected (${String(error)})`)
    return false
  }
  for (const one of [life, peer]) {
    // The end of the bridge may have been told before that of its closing.
    if (isJoinedBy(one, bridge) || one.connection.kind === 'peer-gone') one.connection = unconnected
  }
  if (bridge.kind === 'multiparty')
    diagnostics.note('disconnect', 'two calls apart', 'one of them is held by the network')
  return true
}

/** @throws UASError where the call is joined to another, is in a conference, or something is played to it. */
export function assertUnoccupied(caller: ChannelLife, method: string, life: ChannelLife): void {
  const { leg, connection } = life
  const user = leg && uplinkUser(leg)
  if (connection.kind === 'joined' || connection.kind === 'joining') {
    throw refusal(caller, method, `finds ${life.id} connected already`)
  }
  if (leg?.kind === 'room') throw refusal(caller, method, `finds ${life.id} in a conference`)
  if (user !== null) throw refusal(caller, method, `finds ${life.id} occupied: its far end hears ${user}`)
}

/** Bridges the legs of two channels. Null where it failed or took too long, or one of them ended; both are unconnected then. */
export async function join(parts: ChannelParts, other: ChannelParts, method: string): Promise<Bridge | null> {
  const { exchange, clock, life, diagnostics } = parts
  if (!life.leg || !other.life.leg) return null
  const lives = [life, other.life]
  for (const one of lives) one.connection = { kind: 'joining' }
  const bridging = exchange.bridge(life.leg, other.life.leg)
  let made: Bridge | null = null
  let failure: unknown = null
  bridging.then(
    bridge => {
      made = bridge
      life.noteChange()
    },
    error => {
      failure = error
      life.noteChange()
    },
  )
  const waited = await waitUntil(lives, { clock, ms: JOIN_MS }, () => {
    if (lives.some(one => one.connection.kind !== 'joining')) return 'over'
    if (failure !== null) return 'failed'
    return made ?? undefined
  })
  if (waited.kind === 'done' && typeof waited.value === 'object') return waited.value
  const why = waited.kind === 'timeout' ? 'it took too long' : `they are apart (${String(failure ?? 'a call ended')})`
  diagnostics.note(method, 'to join two calls', why)
  // Should it come about all the same, nobody knows of it.
  void bridging.then(bridge => bridge.close()).catch(() => {})
  for (const one of lives) if (one.connection.kind === 'joining') one.connection = unconnected
  return null
}

/** Whether a call is joined to another by this bridge, and not parted since. */
export function isJoinedBy({ connection }: ChannelLife, bridge: Bridge): boolean {
  return connection.kind === 'joined' && connection.bridge === bridge
}
