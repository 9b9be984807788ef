import { State } from '../../src/api/channel/words/state.ts'
import { type ScriptedChannel, scriptedChannel } from './scripted-channel.ts'

/** The names of the states. */
export type StateName = keyof typeof State

/** How a channel comes into each state: by what its contract says where that leads there, else by force. */
const ways: Readonly<Record<StateName, (made: ScriptedChannel) => Promise<unknown>>> = {
  IDLE: async () => {},
  CALL_INCOMING: async made => made.incoming(),
  RING_INCOMING: async made => {
    made.incoming()
    await made.during(made.channel.ring({ secondsRingtime: 0 }))
  },
  ANSWERING: async made => {
    made.incoming({ answer: 'stuck' })
    await begun(made, made.channel.answer())
  },
  ANSWERED: made => made.answered(),
  CALL_OUTGOING: async made => {
    made.exchange.fate = { kind: 'dialing' }
    await begun(made, made.channel.startCall('tel:441908273800', { callFrom: '441234567890' }))
  },
  RING_OUTGOING: async made => {
    made.exchange.fate = { kind: 'rings' }
    await begun(made, made.channel.startCall('tel:441908273800', { callFrom: '441234567890' }))
  },
  ON_HOLD: async made => (await made.answered()).move('held'),
  TRANSFERRING: async made => {
    await made.answered()
    made.exchange.fate = { kind: 'rings' }
    await begun(made, made.channel.retrievableTransfer(made.another(), 'tel:441908273800'))
  },
  TRANSFERRED: async made => {
    await made.answered()
    await made.during(made.channel.retrievableTransfer(made.another(), 'tel:441908273800'))
  },
  RECONNECTING: async made => {
    await ways.TRANSFERRED(made)
    made.exchange.parting = 'stuck'
    await begun(made, made.channel.retrieveTransferredCall())
  },
  // Nothing that the contract describes leads into these.
  WAITING: async made => made.life.move(State.WAITING, 'by force'),
  HOLDING: async made => {
    await made.answered()
    made.life.move(State.HOLDING, 'by force')
  },
  ERROR: async made => {
    await made.answered()
    made.life.move(State.ERROR, 'by force')
  },
}

/** A channel in a state; what is under way there goes on, and its end is nobody's business. */
export async function channelIn(name: StateName): Promise<ScriptedChannel> {
  const made = scriptedChannel()
  await ways[name](made)
  if (made.channel.state() !== State[name]) throw new Error(`in ${made.channel.state()}, not in ${name}`)
  made.exchange.fate = { kind: 'answered' }
  return made
}

async function begun({ clock }: ScriptedChannel, promise: Promise<unknown>): Promise<void> {
  promise.catch(() => {})
  await clock.advance(1_500)
}
