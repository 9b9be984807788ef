import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallDetailRecord } from '../../src/exchange/records/call-detail-record.ts'
import { readCallRecords } from '../../src/exchange/records/read-call-records.ts'
import { type SimulatedModule, type Simulator, startSimulator } from '../../src/simulator/index.ts'
import { random } from '../support/random.ts'
import { DialDesk, dialledFromOutside, type KilledService, startService } from './support/killed-service.ts'
import { SerialServer } from './support/serial-server.ts'

/** What the network knew of the call when the service was started again. */
export type LeftBehind =
  /** It never came about, or was over. */
  | 'no call'
  /** Being set up or up, with nobody to end it. */
  | 'open'
  /** It still rang here: it is no orphan, and the next service answers it. */
  | 'ringing'

/** One call in the middle of which the service was killed. */
export interface KilledRun {
  readonly run: number
  readonly direction: 'incoming' | 'outgoing'
  readonly line: string
  /** From the beginning of the set-up to the kill. */
  readonly killedAfterMs: number
  /** As the network had it at the kill. */
  readonly stateAtKill: string
  readonly left: LeftBehind
  /** From the start of the next service to the release, or to the answer of what rang; null where it took over a minute. */
  readonly settledMs: number | null
  /** What is not as it should be. */
  readonly wrongs: readonly string[]
}

/** What came of all. */
export interface KilledReport {
  readonly runs: readonly KilledRun[]
  /** What is wrong with the file as a whole, or with the end of the last service. */
  readonly wrongs: readonly string[]
}

/** A call that is left open is released within this time of the next start, ms. */
const RELEASE_LIMIT_MS = 10_000
/** After which a run is given up. */
const GIVE_UP_MS = 60_000
/** The set-up of a call takes 0.8 s in the network, and the answer as long again. */
const ANSWER_AFTER_MS = 800
const LONGEST_MS = 4_000
/** One call in so many is hung up by the far end at about the time of the kill. */
const HUNG_UP_IN = 8
/** A killed program's last bytes reach the module within this time; systemd waits longer before it starts it again. */
const LAST_BYTES_MS = 100

/**
 * Kills `cellvoice serve` again and again in the middle of a call, starts it again, and watches from the side of the network
 * what becomes of the call, and from the side of the file what is on record of it.
 */
export async function killedInCall(options: {
  readonly seed: number
  readonly times: number
  readonly onRun?: (run: KilledRun) => void
}): Promise<KilledReport> {
  const { seed, times, onRun } = options
  const folder = mkdtempSync(join(tmpdir(), 'cellvoice-killed-'))
  const simulator = await startSimulator({ modules: [{ family: 'ec25' }, { family: 'ec200u' }] })
  const desk = await DialDesk.open()
  const records = join(folder, 'calls.ndjson')
  const ports = await Promise.all(simulator.modules.map(module => SerialServer.open(module)))
  const config = writeConfig({ folder, records, ports, desk })
  let service = startService(config, desk)
  const uniform = random(seed)
  const runs: KilledRun[] = []
  try {
    for (let run = 1; run <= times; run++) {
      const killed = await killOnce({
        run,
        uniform,
        simulator,
        service,
        records,
        restart: () => startService(config, desk),
      })
      service = killed.service
      runs.push(killed.report)
      onRun?.(killed.report)
    }
    const wrongs = [...(await stopped(service)), ...(await wrongsOfFile(records))]
    return { runs, wrongs }
  } finally {
    service.program.child.kill('SIGKILL')
    await service.program.ended
    desk.close()
    for (const port of ports) port.close()
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function writeConfig({
  folder,
  records,
  ports,
  desk,
}: {
  readonly folder: string
  readonly records: string
  readonly ports: readonly SerialServer[]
  readonly desk: DialDesk
}): string {
  const config = join(folder, 'cellvoice.json')
  writeFileSync(join(folder, 'application.mjs'), dialledFromOutside)
  const setting = {
    lines: ports.map(({ path }) => ({ port: path, audio: 'none' })),
    listen: { http: { port: 0 } },
    application: 'application.mjs',
    arguments: [String(desk.port)],
    mediaFolder: '.',
    records: { path: records },
    orphans: 'end',
  }
  writeFileSync(config, JSON.stringify(setting))
  return config
}

interface Setting {
  readonly run: number
  readonly uniform: () => number
  readonly simulator: Simulator
  readonly service: KilledService
  readonly records: string
  readonly restart: () => KilledService
}

async function killOnce(setting: Setting): Promise<{ readonly service: KilledService; readonly report: KilledRun }> {
  const { run, uniform, simulator, service, records, restart } = setting
  const place = Math.floor(uniform() * simulator.modules.length)
  const module = simulator.modules[place] as SimulatedModule
  const line = `line-${place + 1}`
  const direction = uniform() < 0.5 ? 'incoming' : 'outgoing'
  const killAfterMs = Math.round(uniform() * LONGEST_MS)
  const hangsUpAfterMs = uniform() < 1 / HUNG_UP_IN ? killAfterMs + 100 * (uniform() - 0.5) : null
  const number = `5551${String(run).padStart(4, '0')}`
  const farEnd = simulator.network.subscriber(number)
  const steps = [
    { afterMs: 0, does: 'alert' },
    { afterMs: ANSWER_AFTER_MS, does: 'answer' },
  ] as const
  farEnd.behave({ summary: 'answers and stays', steps })

  const desk = await service.serving
  const beganMs = performance.now()
  if (direction === 'incoming') farEnd.dial(module.number)
  else desk.write(`${line} ${number}\n`)
  if (hangsUpAfterMs !== null) setTimeout(() => farEnd.call?.hangUp(), Math.max(0, hangsUpAfterMs))
  await new Promise(resolve => setTimeout(resolve, killAfterMs))
  const killedAfterMs = Math.round(performance.now() - beganMs)
  const stateAtKill = stateOf(module)
  service.program.child.kill('SIGKILL')
  await service.program.ended
  await new Promise(resolve => setTimeout(resolve, LAST_BYTES_MS))

  const stateAtStart = stateOf(module)
  // One that comes in and is not through to the module yet rings there later.
  const isOver = () => module.truth().length === 0 && (farEnd.call?.state ?? 'released') === 'released'
  const left = isOver() ? 'no call' : direction === 'incoming' && stateAtStart !== 'active' ? 'ringing' : 'open'
  const next = restart()
  const wrongs: string[] = []
  const isSettled = left === 'ringing' ? () => isOver() || stateOf(module) === 'active' : isOver
  const settled = left === 'no call' || (await within(GIVE_UP_MS, isSettled))
  const settledMs = left === 'no call' ? 0 : settled ? Math.round(performance.now() - next.startedMs) : null
  if (settledMs === null || settledMs > RELEASE_LIMIT_MS)
    wrongs.push(`the call went on for ${settledMs ?? 'over 60000'} ms`)
  await next.serving
  farEnd.call?.hangUp()
  if (!(await within(GIVE_UP_MS, isOver))) wrongs.push('the far end could not end it')
  const kept = await keptOf(records, number)
  wrongs.push(...wrongsOfRecords(kept, { direction, left, stateAtKill }))
  return { service: next, report: { run, direction, line, killedAfterMs, stateAtKill, left, settledMs, wrongs } }
}

function stateOf(module: SimulatedModule): string {
  return module.truth()[0]?.state ?? 'none'
}

/** The records of a number, once all have ended: the last end reaches the file after the network has seen it. */
async function keptOf(path: string, number: string): Promise<readonly CallDetailRecord[]> {
  const untilMs = performance.now() + RELEASE_LIMIT_MS
  for (;;) {
    const { records } = await readCallRecords(path)
    const kept = records.filter(({ from, to }) => from === number || to === number)
    const isWhole = records.every(({ end }) => end !== null)
    if (isWhole || performance.now() > untilMs) return kept
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

/**
 * A call has one record of the service that was killed, and, where it went on at the module, one of the next. An incoming call
 * of which the first had heard nothing yet is on record with the next alone; so is one that ended before anybody heard of it.
 */
function wrongsOfRecords(
  kept: readonly CallDetailRecord[],
  { direction, left, stateAtKill }: Pick<KilledRun, 'direction' | 'left' | 'stateAtKill'>,
): readonly string[] {
  const began = kept.filter(({ found }) => !found)
  const found = kept.filter(one => one.found)
  const wrongs: string[] = []
  if (kept.some(({ end }) => end === null)) wrongs.push('a record has no end')
  if (kept.some(one => one.direction !== direction)) wrongs.push('a record has the other direction')
  const wasSeen = direction === 'outgoing' ? stateAtKill !== 'none' : stateAtKill === 'active'
  const mostBegan = left === 'ringing' ? 2 : 1
  if (began.length > mostBegan) wrongs.push(`${began.length} records of its beginning`)
  if (wasSeen && began.length === 0) wrongs.push(`no record of its beginning, ${found.length} of what was found`)
  if (left !== 'no call' && kept.length === 0) wrongs.push('no record')
  if (found.length > (left === 'open' ? 1 : 0)) wrongs.push(`${found.length} records of a call that was found`)
  return wrongs
}

/** Each line is whole, and no event of a call is there twice. */
async function wrongsOfFile(path: string): Promise<readonly string[]> {
  const wrongs: string[] = []
  const { records, passedOver } = await readCallRecords(path)
  if (passedOver > 0) wrongs.push(`${passedOver} lines are no event`)
  const open = records.filter(({ end }) => end === null)
  if (open.length > 0) wrongs.push(`${open.length} records have no end`)
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  const keys = lines.map(text => {
    const { event, id } = JSON.parse(text) as { readonly event: string; readonly id: string }
    return `${event} ${id}`
  })
  const twice = keys.length - new Set(keys).size
  if (twice > 0) wrongs.push(`${twice} events are there twice`)
  return wrongs
}

async function stopped({ program, serving }: KilledService): Promise<readonly string[]> {
  await serving
  program.child.kill('SIGTERM')
  const code = await program.ended
  return code === 0 ? [] : [`SIGTERM ended it with ${code}`]
}

/** Whether it comes to hold in time. */
async function within(ms: number, holds: () => boolean): Promise<boolean> {
  const untilMs = performance.now() + ms
  while (!holds()) {
    if (performance.now() > untilMs) return false
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  return true
}
