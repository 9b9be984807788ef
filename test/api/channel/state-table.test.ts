import { describe, expect, it } from 'vitest'
import type { CallChannel } from '../../../src/api/channel/call-channel.ts'
import type { MethodName } from '../../../src/api/channel/method-rules.ts'
import { ToneManager } from '../../../src/api/channel/tones/known-tones.ts'
import { Cause } from '../../../src/api/channel/words/cause.ts'
import { Hangup, UASError, UASException } from '../../../src/api/channel/words/exceptions.ts'
import { State } from '../../../src/api/channel/words/state.ts'
import { TransferCause } from '../../../src/api/channel/words/transfer-cause.ts'
import { channelIn, type StateName } from '../../support/channel-in-state.ts'

/** What comes of a method: an exception, the state the channel is in, or a value. */
type Outcome = 'Hangup' | 'Error' | 'same' | State | Cause | TransferCause | boolean
/** By state; `else` for all that are not named. */
type Row = Partial<Record<StateName, Outcome>> & { readonly else: Outcome }

interface Contract {
  /** The sentences: S0 is the page "Call channel methods" by line, D a stated sentence one step away, C our own choice. */
  readonly source: string
  readonly call: (channel: CallChannel, other: CallChannel) => unknown
  readonly row: Row
}

const number = 'tel:441908273800'
const from = { callFrom: '441234567890' }
const short = { secondsTimeout: 5 }
const { ANSWERED, RING_INCOMING, IDLE, TRANSFERRED } = State

const contract: Readonly<Record<MethodName, Contract>> = {
  call: { source: 'S0:48', call: channel => channel.call(number, from), row: { IDLE: ANSWERED, else: 'Error' } },
  startCall: { source: 'S0:113', call: channel => channel.startCall(number, from), row: { IDLE: true, else: 'Error' } },
  waitForOutgoingCall: {
    source: 'S0:139, 141',
    call: channel => channel.waitForOutgoingCall(short),
    row: { CALL_OUTGOING: 'same', RING_OUTGOING: 'same', ANSWERED: 'same', else: 'Error' },
  },
  waitForAnswerMachine: {
    source: 'S0:179, 181',
    call: channel => channel.waitForAnswerMachine(),
    row: { ANSWERED: false, IDLE: 'Hangup', else: 'Error' },
  },
  ring: {
    source: 'S0:214-220',
    call: channel => channel.ring(),
    row: { CALL_INCOMING: RING_INCOMING, IDLE: 'Hangup', else: 'Error' },
  },
  answer: {
    source: 'S0:245-249',
    call: channel => channel.answer(),
    row: { CALL_INCOMING: ANSWERED, RING_INCOMING: ANSWERED, IDLE: 'Hangup', else: 'Error' },
  },
  hangUp: { source: 'S0:260-266', call: channel => channel.hangUp(), row: { else: IDLE } },
  reject: { source: 'S0:287, 305-311; IDLE: C', call: channel => channel.reject(), row: { else: IDLE } },
  waitForIdle: {
    source: 'S0:337-341',
    call: channel => channel.waitForIdle(short),
    row: { IDLE, else: 'same' },
  },
  state: { source: 'S0:360', call: channel => channel.state(), row: { else: 'same' } },
  cause: { source: 'S0:379, S2:13', call: channel => channel.cause(), row: { else: Cause.NORMAL } },
  connect: {
    source: 'S0:402',
    call: (channel, other) => channel.connect(other),
    row: { ANSWERED: true, IDLE: 'Hangup', else: 'Error' },
  },
  disconnect: {
    source: 'S0:426-428',
    call: channel => channel.disconnect(),
    row: { IDLE: 'Hangup', else: 'Error' },
  },
  retrievableTransfer: {
    source: 'S0:470, 476',
    call: async (channel, other) => {
      await other.hangUp()
      return channel.retrievableTransfer(other, number)
    },
    row: { ANSWERED: TRANSFERRED, IDLE: 'Hangup', else: 'Error' },
  },
  retrieveTransferredCall: {
    source: 'S0:496-500; ANSWERED and others: C',
    call: channel => channel.retrieveTransferredCall(),
    row: { TRANSFERRED: ANSWERED, ANSWERED, IDLE: 'Hangup', else: 'Error' },
  },
  waitForTransferredCallRetrieval: {
    source: 'S0:519-525; IDLE: C; others: D S0:523',
    call: channel => channel.waitForTransferredCallRetrieval(short),
    row: { IDLE: 'Hangup', else: 'same' },
  },
  transferToConferenceRoom: {
    source: 'D S0:470, 575',
    call: async (channel, other) => {
      await other.hangUp()
      return channel.transferToConferenceRoom(other, 'room1')
    },
    row: { ANSWERED: TRANSFERRED, IDLE: 'Hangup', else: 'Error' },
  },
  transferCause: {
    source: 'S0:599',
    call: channel => channel.transferCause(),
    row: { TRANSFERRED: TransferCause.NORMAL, RECONNECTING: TransferCause.NORMAL, else: TransferCause.NONE },
  },
  callConferenceRoom: {
    source: 'S0:653',
    call: channel => channel.callConferenceRoom('room1'),
    row: { IDLE: ANSWERED, else: 'Error' },
  },
  startCallConferenceRoom: {
    source: 'S0:696',
    call: channel => channel.startCallConferenceRoom('room1'),
    row: { IDLE: true, else: 'Error' },
  },
  callInboundService: {
    source: 'S0:740',
    call: channel => channel.callInboundService('Voicemail'),
    row: { IDLE: ANSWERED, else: 'Error' },
  },
  startCallInboundService: {
    source: 'S0:781',
    call: channel => channel.startCallInboundService('Voicemail'),
    row: { IDLE: true, else: 'Error' },
  },
  transferToInboundService: {
    source: 'S0:822, 836',
    call: async (channel, other) => {
      await other.hangUp()
      return channel.transferToInboundService(other, 'Voicemail')
    },
    row: { ANSWERED: TRANSFERRED, IDLE: 'Hangup', else: 'Error' },
  },
  createTonePlayer: {
    source: 'S0:855',
    call: channel => channel.createTonePlayer(new ToneManager()),
    row: { else: true },
  },
}

const states = Object.keys(State) as readonly StateName[]
const methods = Object.keys(contract) as readonly MethodName[]

describe.each(methods)('%s', method => {
  const { source, call, row } = contract[method]
  it.each(states.map(state => [state, row[state] ?? row.else] as const))(
    `in %s: %s (${source})`,
    async (name, outcome) => {
      const { channel, anotherAnswered, during } = await channelIn(name)
      const { channel: other } = await anotherAnswered()
      const result = async () => call(channel, other)
      if (outcome !== 'Hangup' && outcome !== 'Error') {
        expect(await during(result())).toBe(outcome === 'same' ? State[name] : outcome)
        return
      }
      const [wanted, unwanted] = outcome === 'Hangup' ? [Hangup, UASError] : [UASError, Hangup]
      const thrown = await during(result()).catch((error: unknown) => error)
      expect(thrown).toBeInstanceOf(wanted)
      expect(thrown).not.toBeInstanceOf(unwanted)
      expect(thrown).toMatchObject({ state: State[name], method, cause: Cause.NORMAL })
      expect(thrown).toBeInstanceOf(UASException)
      expect(channel.state()).toBe(State[name])
    },
  )
})

it('the table has all methods in all states', () => {
  expect([methods.length, states.length]).toEqual([24, 14])
})
