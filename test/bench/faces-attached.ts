import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import {
  type CallChannel,
  CallOps,
  type CallOpsEvent,
  Exchange,
  type Leg,
  startManagementServer,
  UASCallChannel,
  VoiceCall,
} from '../../src/index.ts'
import { type FacesLine, type Moment, momentOf } from './faces-line.ts'

/** What a user does with a call, through a face or, where the face has no word for it, at the core. */
export interface Commands {
  dial(number: string): unknown
  answer(): unknown
  hold(): unknown
  retrieve(): unknown
  hangUp(): unknown
}

/** A face that listens, and commands it has of its own. */
export interface AttachedFace {
  /** What its user is told of, each with the event of the core that it follows. */
  readonly tells: Readonly<Partial<Record<Moment, Moment>>>
  readonly commands: Partial<Commands>
  /** What is there before a user dials. */
  prepareDial?(): void
}

/** Attaches a face; `told` is called in the callback of its user. */
export type AttachFace = (line: FacesLine, told: (moment: Moment) => void) => Promise<AttachedFace>

const callMoments = { incoming: 'incoming', alerting: 'alerting', active: 'active', ended: 'ended' } as const
/** Who tells of an end only when its cause is known is late by that, and not by work of its own. */
const endsWithCause = { ...callMoments, ended: 'cause' } as const
const holdMoments = { held: 'held', retrieved: 'retrieved' } as const

/** The commands of the core, which every face comes down to. */
export function coreCommands(line: FacesLine): Commands {
  const swap = () => line.modem.holdOperation({ kind: 'swap' })
  return {
    dial: number => line.modem.dial(number),
    answer: () => line.call?.answer(),
    hold: swap,
    retrieve: swap,
    hangUp: () => line.modem.hangUpAll(),
  }
}

const core: AttachFace = async (line, told) => {
  line.modem.events$.subscribe(event => {
    const moment = event.kind === 'call' ? momentOf(event.event) : null
    if (moment) told(moment)
  })
  return { tells: { ...callMoments, ...holdMoments }, commands: coreCommands(line) }
}

const voiceCallCodes: Readonly<Record<number, Moment>> = { 10: 'incoming', 11: 'active', 12: 'ended', 15: 'alerting' }

const voiceCall: AttachFace = async (line, told) => {
  const face = new VoiceCall(line.modem, { family: 'volte' })
  face.setCallback(([code]) => {
    const moment = voiceCallCodes[code]
    if (moment) told(moment)
  })
  return {
    tells: callMoments,
    commands: {
      dial: number => face.callStart(number),
      answer: () => face.callAnswer(),
      hangUp: () => face.callEnd(),
    },
  }
}

/** A channel that calls says from which number. */
const OWN_NUMBER = '5550100'

/** Calls come some 300 a second here; who counts those of the last minute is to find as few as in life. */
const DATE_SPEED = 5_000

function openExchange({ modem }: FacesLine): Promise<Exchange> {
  const startedMs = Date.now()
  const date = () => startedMs + DATE_SPEED * (Date.now() - startedMs)
  return Exchange.open({ lines: [{ modem, audio: 'none', number: OWN_NUMBER }], date })
}

const exchangeLegs: AttachFace = async (line, told) => {
  const exchange = await openExchange(line)
  let current: Leg | undefined
  exchange.onLeg(leg => {
    current = leg
    if (leg.state === 'incoming') told('incoming')
    leg.onState(told)
  })
  return {
    tells: callMoments,
    commands: {
      dial: number => exchange.dial(number),
      answer: () => current?.answer(),
      hangUp: () => current?.hangUp(),
    },
  }
}

const { State } = UASCallChannel
const channelStates: ReadonlyMap<unknown, Moment> = new Map([
  [State.RING_OUTGOING, 'alerting'],
  [State.ANSWERED, 'active'],
  [State.IDLE, 'ended'],
])

const callChannel: AttachFace = async (line, told) => {
  const exchange = await openExchange(line)
  let current: CallChannel | undefined
  const listen = (channel: CallChannel) => {
    current = channel
    channel.on('state', state => {
      const moment = channelStates.get(state)
      if (moment) told(moment)
    })
  }
  exchange.serve({}, async channel => {
    told('incoming')
    listen(channel)
    await channel.waitForIdle({ secondsTimeout: null })
  })
  return {
    tells: endsWithCause,
    prepareDial: () => listen(exchange.channel()),
    commands: {
      dial: number => current?.startCall(number, { callFrom: OWN_NUMBER }),
      answer: () => current?.answer(),
      hangUp: () => current?.hangUp(),
    },
  }
}

/** Its methods are all there is: a program of the contract waits in one of them. */
const uasCallChannel: AttachFace = async (line, told) => {
  const exchange = await openExchange(line)
  let current: UASCallChannel | undefined
  exchange.serve({}, async channel => {
    const face = new UASCallChannel(channel)
    current = face
    told('incoming')
    await face.wait_for_idle(null)
    told('ended')
  })
  return {
    tells: endsWithCause,
    prepareDial() {
      current = new UASCallChannel(exchange.channel())
    },
    commands: {
      async dial(number) {
        const face = current
        await face?.start_call(number, OWN_NUMBER)
        void face?.wait_for_idle(null).then(() => told('ended'))
        await face?.wait_for_outgoing_call(null, true)
        told('alerting')
        await face?.wait_for_outgoing_call(null)
        told('active')
      },
      async answer() {
        await current?.answer()
        told('active')
      },
      hangUp: () => current?.hang_up(),
    },
  }
}

async function attachCallOps(line: FacesLine) {
  const exchange = await openExchange(line)
  const callOps = new CallOps({ exchange, holdMethod: 'network' })
  const callid = () => callOps.dialogs[0]?.callid ?? ''
  // Both ways of both parties are what the network holds. Of an incoming call the caller is the far party.
  const both = () => ({ callid: callid(), leg: 'both' }) as const
  return { exchange, callOps, callid, both }
}

function momentOfHold({ params }: Pick<CallOpsEvent, 'params'>): Moment | null {
  if (!('action' in params) || params.state !== 'ok' || params.leg !== 'caller') return null
  return params.action === 'hold' ? 'held' : 'retrieved'
}

const callOpsEvents: AttachFace = async (line, told) => {
  const { callOps, callid, both } = await attachCallOps(line)
  callOps.events$.subscribe(event => {
    const moment = momentOfHold(event)
    if (moment) told(moment)
  })
  return {
    tells: holdMoments,
    commands: {
      dial: number => callOps.dial(number),
      hold: () => callOps.callHold(both()),
      retrieve: () => callOps.callUnhold(both()),
      hangUp: () => callOps.endDialog(callid()),
    },
  }
}

/** Requests and events as datagrams to and from another socket of this process: the loopback is in it. */
const managementInterface: AttachFace = async (line, told) => {
  const { exchange, callOps, callid, both } = await attachCallOps(line)
  const server = await startManagementServer({ exchange, callOps, listen: { datagram: { port: 0 } } })
  const port = server.addresses.datagram?.port
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  socket.on('message', bytes => {
    const text = bytes.toString()
    if (!text.includes('"E_CALL_HOLD"')) return
    const moment = momentOfHold(JSON.parse(text) as CallOpsEvent)
    if (moment) told(moment)
  })
  const request = (method: string, params: object) => {
    socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }), port, '127.0.0.1')
  }
  request('event_subscribe', { event: 'E_CALL_HOLD', socket: `udp:127.0.0.1:${socket.address().port}` })
  await once(socket, 'message')
  return {
    tells: holdMoments,
    commands: {
      hold: () => request('call_hold', both()),
      retrieve: () => request('call_unhold', both()),
      hangUp: () => request('dlg_end_dlg', { dialog_id: callid() }),
    },
  }
}

/** What is measured, by its name in the table. */
export const attachFace: Readonly<Record<string, AttachFace>> = {
  'another subscriber of the core': core,
  VoiceCall: voiceCall,
  Exchange: exchangeLegs,
  CallChannel: callChannel,
  UASCallChannel: uasCallChannel,
  CallOps: callOpsEvents,
  'management interface over UDP': managementInterface,
}
