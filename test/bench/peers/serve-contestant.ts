import { answerParent } from '../../support/answer-parent.ts'
import type { ContestantRequest, Counted, RoundTrips, Task } from './contestant-request.ts'

/** What its user is told. */
export interface Told {
  /** A call comes in from `number`. */
  ring(number: string): void
  /** A line of the flood has come, with this number. */
  numbered(number: number): void
}

/** How one library is used for what is compared. */
export interface Contestant {
  /** Sends AT; resolves at its OK. */
  command(): Promise<unknown>
  /** Ends the call that rings, and resolves when the next ring would be a new call. */
  hangUp(): Promise<unknown>
}

/** The child's side of a contestant in JavaScript: takes the times and counts. */
export async function serveContestant(open: (path: string, told: Told, task: Task) => Promise<Contestant>) {
  const [path = '', task = ''] = process.argv.slice(2)
  /** The rings nobody has asked for yet. */
  const rings: number[] = []
  let onRing: ((latencyUs: number) => void) | undefined
  let lines = 0
  let gaps = 0
  let next = 0
  let cpu = process.cpuUsage()
  const told: Told = {
    ring(number) {
      const latencyUs = Number(process.hrtime.bigint() - BigInt(number)) / 1000
      if (onRing) onRing(latencyUs)
      else rings.push(latencyUs)
      onRing = undefined
    },
    numbered(number) {
      lines++
      if (number !== next) gaps++
      next = number + 1
    },
  }
  const contestant = await open(path, told, task as Task)
  answerParent({}, (request: ContestantRequest): unknown => {
    switch (request.do) {
      case 'round-trips':
        return roundTrips(contestant, request.count)
      case 'next-ring':
        return (
          rings.shift() ??
          new Promise<number>(resolve => {
            onRing = resolve
          })
        )
      case 'hang-up':
        return contestant.hangUp().then(() => null)
      case 'start-counting':
        lines = gaps = next = 0
        cpu = process.cpuUsage()
        return null
      case 'counted':
        return { lines, gaps, cpuUs: cpuSince(cpu) } satisfies Counted
    }
  })
}

async function roundTrips(contestant: Contestant, count: number): Promise<RoundTrips> {
  const latenciesUs = new Array<number>(count).fill(0)
  const cpu = process.cpuUsage()
  const startMs = performance.now()
  for (let at = 0; at < count; at++) {
    const sentMs = performance.now()
    await contestant.command()
    latenciesUs[at] = (performance.now() - sentMs) * 1000
  }
  return { latenciesUs, elapsedUs: (performance.now() - startMs) * 1000, cpuUs: cpuSince(cpu) }
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return user + system
}
