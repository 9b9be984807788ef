import { openPtyPair } from '../support/pty-pair.ts'
import type { PcmPort } from './scale-pcm.ts'

const listStates = { active: 0, held: 1, alerting: 3 } as const
const dsciStates = { held: 1, active: 3, ended: 6, alerting: 7 } as const

interface OneCall {
  readonly id: number
  readonly number: string
  state: keyof typeof listStates
}

/**
 * A module on a pty that says to everything what its host needs to go on, and costs next to no time. It has as many calls
 * as are dialled; the far end answers at once. What a benchmark wants of it comes as commands of their own:
 *
 * - `AT+XEND`: 5 ms later the far end of its oldest call hangs up, and the line that says so has a stamped one before it;
 * - `AT+XPRINT=<lines a second>,<lines>`: it prints stamped lines at an even pace;
 * - `AT+XCOUNT`, `AT+XCOUNT?`: what its PCM port counts begins anew; the counts.
 *
 * A stamped line is `+CUSD: 0,"<stamp>",15` with CLOCK_MONOTONIC in ns just before it was written.
 *
 * @returns the path of its port.
 */
export function startScaleModule(pcm?: PcmPort): string {
  const pty = openPtyPair()
  const calls: OneCall[] = []
  const say = (...lines: readonly string[]) =>
    void pty.module.write(lines.map(line => `\r\n${line}\r\n`).join(''), 'latin1')
  const indication = ({ id, number }: OneCall, state: keyof typeof dsciStates) =>
    `^DSCI: ${id},0,${dsciStates[state]},0,${number},129,0`
  const move = (call: OneCall, state: OneCall['state']) => {
    call.state = state
    return indication(call, state)
  }

  function dial(number: string): void {
    const moved = calls.filter(({ state }) => state === 'active').map(call => move(call, 'held'))
    const ids = calls.map(({ id }) => id)
    const call: OneCall = { id: [1, 2, 3, 4, 5, 6, 7].find(id => !ids.includes(id)) ?? 0, number, state: 'alerting' }
    calls.push(call)
    say(...moved, 'OK', indication(call, 'alerting'), move(call, 'active'))
  }

  function hangUp(): readonly string[] {
    const ended = calls.splice(0)
    return ['OK', ...ended.map(call => indication(call, 'ended'))]
  }

  function endOldest(): void {
    const ended = calls.shift()
    if (ended) say(stampedLine(), indication(ended, 'ended'))
  }

  /** The lines that are due are written at once, each with a stamp of its own. */
  function print(perSecond: number, lines: number): void {
    const startMs = performance.now()
    let printed = 0
    const tick = () => {
      const due = Math.min(lines, Math.floor(((performance.now() - startMs) * perSecond) / 1000))
      for (; printed < due; printed++) say(stampedLine())
      if (printed < lines)
        setTimeout(tick, Math.max(0, startMs + ((printed + 1) * 1000) / perSecond - performance.now()))
    }
    tick()
  }

  const answers: Readonly<Record<string, () => readonly string[]>> = {
    ATI: () => ['Quectel', 'EC25', 'Revision: EC25EFAR06A06M4G', 'OK'],
    'AT+QINDCFG="ccinfo",1': () => ['ERROR'],
    'AT+CMEE?': () => ['+CMEE: 1', 'OK'],
    'AT+CFUN?': () => ['+CFUN: 1', 'OK'],
    'AT+CPIN?': () => ['+CPIN: READY', 'OK'],
    'AT+CREG?': () => ['+CREG: 2,1,"1A2B","00C3D4E5",7', 'OK'],
    'AT+CEREG?': () => ['+CEREG: 2,1,"1A2B","00C3D4E5",7', 'OK'],
    'AT+CRC?': () => ['+CRC: 1', 'OK'],
    'AT+CEER': () => ['+CEER: Normal call clearing', 'OK'],
    'AT+CHLD=?': () => ['+CHLD: (0,1,1x,2,2x,3)', 'OK'],
    'AT+CHLD=2': () => [...calls.map(call => move(call, call.state === 'active' ? 'held' : 'active')), 'OK'],
    'AT+CHUP': hangUp,
    'AT+QPCMV=?': () => ['+QPCMV: (0,1),(0,2)', 'OK'],
    'AT+QPCMV?': () => ['+QPCMV: 1,0', 'OK'],
    'AT+CLCC': () => [
      ...calls.map(({ id, state, number }) => `+CLCC: ${id},0,${listStates[state]},0,0,"${number}",129`),
      'OK',
    ],
    'AT+XEND': () => {
      setTimeout(endOldest, 5)
      return ['OK']
    },
    'AT+XCOUNT': () => {
      pcm?.count()
      return ['OK']
    },
    'AT+XCOUNT?': () => [`+XCOUNT: ${JSON.stringify(pcm?.counted ?? null)}`, 'OK'],
  }

  function take(command: string): void {
    const number = /^ATD(\d+);$/.exec(command)?.[1]
    const [, perSecond, lines] = /^AT\+XPRINT=(\d+),(\d+)$/.exec(command) ?? []
    if (number !== undefined) dial(number)
    else say(...(answers[command]?.() ?? ['OK']))
    if (perSecond !== undefined) print(Number(perSecond), Number(lines))
  }

  let typed = ''
  pty.module.on('data', (bytes: Buffer) => {
    const commands = (typed + bytes.toString('latin1')).split('\r')
    typed = commands.pop() ?? ''
    for (const command of commands) take(command)
  })
  return pty.path
}

function stampedLine(): string {
  return `+CUSD: 0,"${process.hrtime.bigint()}",15`
}
