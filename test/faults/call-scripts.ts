import type { Call } from '../../src/calls/call.ts'
import { deleteFile, downloadFile, listFiles } from '../../src/commands/files.ts'
import { recordingForms, startRecording, stopRecording } from '../../src/commands/qaudrd.ts'
import { answering, type CutWorld, secondAnswering } from './cut-world.ts'

const caller = '5551234'
const busy = '10010'

/** Does what it can of a call: whatever fails, the next thing is tried. */
export type CallScript = (world: CutWorld) => Promise<void>

/** The calls that are cut. */
export const callScripts: Readonly<Record<string, CallScript>> = {
  'outgoing, answered': async world => {
    await connect(world, answering)
    await world.pass(1_000)
    await world.ask(world.modem.hangUpAll())
    await over(world)
  },
  'outgoing, busy': async world => {
    const call = await world.ask(world.modem.dial(busy))
    if (call) await world.ask(call.ended)
    await over(world)
  },
  'incoming, answered': async world => {
    const far = world.callIn(caller)
    await incoming(world)
    await world.ask(world.modem.answer())
    await world.reach(() => is(world, 'active'))
    await world.pass(1_000)
    far.hangUp()
    await over(world)
  },
  'incoming, missed': async world => {
    const far = world.callIn(caller)
    await incoming(world)
    await world.pass(1_500)
    far.hangUp()
    await over(world)
  },
  'waiting, hold and swap': async world => {
    await connect(world, answering)
    const far = world.callIn(caller)
    await world.reach(() => is(world, 'waiting'))
    await world.ask(world.modem.answer())
    await world.reach(() => is(world, 'held'))
    await world.ask(world.modem.holdOperation({ kind: 'swap' }))
    await world.pass(500)
    far.hangUp()
    await world.reach(() => world.modem.calls.length < 2)
    await world.ask(world.modem.hangUpAll())
    await over(world)
  },
  transfer: async world => {
    await connect(world, answering)
    await hold(world, world.modem.calls[0])
    await connect(world, secondAnswering)
    await world.ask(world.modem.holdOperation({ kind: 'transfer' }))
    await over(world)
  },
  recording: async world => {
    const { modem } = world
    await connect(world, answering)
    const forms = await world.ask(modem.execute(recordingForms, undefined))
    const direction = forms?.directions?.at(-1)
    await world.ask(
      modem.execute(startRecording, { name: 'UFS:a.wav', format: 'wav', ...(direction && { direction }) }),
    )
    await world.pass(60)
    await world.ask(modem.execute(stopRecording, undefined))
    await world.pass(500)
    const files = await world.ask(modem.execute(listFiles, 'UFS:*'))
    const file = files?.[0]
    const download = file && { ...file, onData: () => {} }
    if (download) await world.ask(modem.execute(downloadFile, download))
    await world.ask(modem.execute(deleteFile, 'UFS:a.wav'))
    await world.ask(modem.hangUpAll())
    await over(world)
  },
}

async function connect(world: CutWorld, number: string): Promise<void> {
  await world.ask(world.modem.dial(number))
  await world.reach(() => is(world, 'active'))
}

async function hold(world: CutWorld, call: Call | undefined): Promise<void> {
  if (call) await world.ask(call.hold())
  await world.reach(() => is(world, 'held'))
}

async function incoming(world: CutWorld): Promise<void> {
  await world.reach(() => is(world, 'incoming'))
}

async function over(world: CutWorld): Promise<void> {
  await world.reach(() => world.modem.calls.length === 0)
}

function is({ modem }: CutWorld, state: Call['state']): boolean {
  return modem.calls.some(call => call.state === state)
}
