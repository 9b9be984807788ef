import { answerParent } from '../support/answer-parent.ts'
import { openPtyPair } from '../support/pty-pair.ts'
import type { ModuleReady, ModuleRequest, Telling } from './module-request.ts'
import { fixedAnswers } from './native/fixed-answers.ts'

/** From ATD to the far end's ringing, and from there to its answering, ms. */
const STEP_MS = 100

// A program of its own: a module on a pty, just enough of one to have a single call, which costs next to no time.
const telling = JSON.parse(process.argv[2] ?? '{}') as Telling
const pty = openPtyPair()

interface OneCall {
  readonly direction: 'outgoing' | 'incoming'
  readonly number: string
  state: keyof typeof listStates
}

const listStates = { active: 0, dialing: 2, alerting: 3, incoming: 4 } as const
const dsciStates = { dialing: 2, active: 3, incoming: 4, ended: 6, alerting: 7 } as const

let call: OneCall | undefined
let vanished = false
let echoes = false
let firstListWithout: bigint | undefined

function say(...lines: readonly string[]): void {
  pty.module.write(lines.map(line => `\r\n${line}\r\n`).join(''), 'latin1')
}

function indication({ direction, number }: OneCall, state: keyof typeof dsciStates): readonly string[] {
  return telling.dsci ? [`^DSCI: 1,${direction === 'outgoing' ? 0 : 1},${dsciStates[state]},0,${number},129,0`] : []
}

function move(moved: OneCall, state: OneCall['state']): void {
  if (call !== moved) return
  moved.state = state
  say(...indication(moved, state))
}

const fixed = fixedAnswers(telling)
const answers: Readonly<Record<string, () => readonly string[]>> = {
  'AT+CLCC': listCalls,
  'AT+CHUP': hangUp,
  ATH: hangUp,
  ATE1: () => switchEcho(true),
  ATE0: () => switchEcho(false),
}

function switchEcho(on: boolean): readonly string[] {
  echoes = on
  return ['OK']
}

function listCalls(): readonly string[] {
  if (!call) {
    if (vanished) firstListWithout ??= process.hrtime.bigint()
    return ['OK']
  }
  const direction = call.direction === 'outgoing' ? 0 : 1
  return [`+CLCC: 1,${direction},${listStates[call.state]},0,0,"${call.number}",129`, 'OK']
}

function hangUp(): readonly string[] {
  const ended = call
  call = undefined
  return ['OK', ...(ended ? indication(ended, 'ended') : [])]
}

function dial(number: string): void {
  const dialled: OneCall = { direction: 'outgoing', number, state: 'dialing' }
  call = dialled
  say('OK', ...indication(dialled, 'dialing'))
  setTimeout(() => move(dialled, 'alerting'), STEP_MS)
  setTimeout(() => move(dialled, 'active'), 2 * STEP_MS)
}

function take(command: string): void {
  if (echoes) pty.module.write(`${command}\r`, 'latin1')
  const number = /^ATD(\d+);$/.exec(command)?.[1]
  if (number !== undefined) dial(number)
  else say(...(fixed[command] ?? answers[command]?.() ?? ['OK']))
}

function ring(): void {
  const stamp = process.hrtime.bigint().toString()
  call = { direction: 'incoming', number: stamp, state: 'incoming' }
  const clip = telling.clip ? [`+CLIP: "${stamp}",129,,,,0`] : []
  say('RING', ...clip, ...indication(call, 'incoming'))
}

function carryOut(request: ModuleRequest): string | null {
  switch (request.do) {
    case 'ring':
      ring()
      return null
    case 'vanish':
      call = undefined
      vanished = true
      firstListWithout = undefined
      return process.hrtime.bigint().toString()
    case 'first-list-without':
      vanished = false
      return firstListWithout?.toString() ?? null
  }
}

let typed = ''
pty.module.on('data', (bytes: Buffer) => {
  const commands = (typed + bytes.toString('latin1')).split('\r')
  typed = commands.pop() ?? ''
  for (const command of commands) take(command)
})
const ready: ModuleReady = { path: pty.path }
answerParent(ready, carryOut)
