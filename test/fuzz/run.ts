import { fork } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { keepInputs, keptInputs, lineOf } from './corpus.ts'
import { type FuzzReport, fuzz, HANG_MS } from './fuzz.ts'
import { shrunk } from './shrink.ts'
import { dealt, targets } from './targets.ts'

/**
 * `npm run fuzz -- --inputs 10000000 --seed 1`: tries every target in a process of its own, so that an input that never ends is
 * found. `--target framer,wav` tries some of them, `--jobs 2` two at a time, `--keep` puts the interesting inputs of each into the corpus.
 */
interface Task {
  readonly target: string
  readonly inputs: number
  readonly seed: number
}
type Said = { readonly kind: 'at'; readonly input: string } | { readonly kind: 'done'; readonly report: FuzzReport }

/** The input that is being tried is told so often; a hang is looked for with those that come after it. */
const TELL_EVERY_MS = 500
/** The corpus stays small: so many inputs of so many bytes for each target. */
const MOST_KEPT = 60
const LONGEST_KEPT = 250

const task = process.env.CELLVOICE_FUZZ_TASK
if (task === undefined) await main()
else await tryTarget(JSON.parse(task) as Task)

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      inputs: { type: 'string', default: '10000000' },
      seed: { type: 'string', default: '1' },
      target: { type: 'string' },
      jobs: { type: 'string', default: '1' },
      keep: { type: 'boolean', default: false },
    },
  })
  const [inputs, seed] = [Number(values.inputs), Number(values.seed)]
  const wanted = values.target?.split(',')
  const chosen = targets.filter(({ name }) => wanted?.includes(name) ?? true)
  console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, seed ${seed}`)
  let total = 0
  let failures = 0
  const startedMs = performance.now()
  const waiting = [...dealt(inputs, chosen)]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [{ name: target }, count] = next
      const report = await inProcess({ target, inputs: count, seed })
      total += report.inputs
      failures += report.failures.length
      console.log(inWords(report))
      if (values.keep) keep(target, report.interesting)
    }
  }
  await Promise.all(Array.from({ length: Number(values.jobs) }, work))
  const seconds = (performance.now() - startedMs) / 1000
  console.log(`${total} inputs in ${seconds.toFixed(0)} s, ${failures} crashes, hangs and broken promises`)
  if (failures > 0) process.exitCode = 1
}

function inWords({ target, inputs, seconds, slowestMs, kinds, failures }: FuzzReport): string {
  const figures = `${inputs} inputs in ${seconds.toFixed(1)} s, slowest ${slowestMs.toFixed(0)} ms, ${kinds} kinds`
  const faults = failures.map(({ input, error }) => `\n  ${input}\n  ${error.split('\n').slice(0, 6).join('\n  ')}`)
  return `${target}: ${figures}, ${failures.length} failures${faults.join('')}`
}

/** Tries a target in a process that can be ended when it hangs. */
function inProcess(task: Task): Promise<FuzzReport> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), {
      env: { ...process.env, CELLVOICE_FUZZ_TASK: JSON.stringify(task) },
      serialization: 'advanced',
    })
    let last = 'the first'
    const watchdog = () =>
      // A process gets its turn late on a busy machine.
      setTimeout(() => {
        child.kill('SIGKILL')
        resolve(hung(task, last))
      }, 30 * HANG_MS)
    let timer = watchdog()
    child.on('message', (said: Said) => {
      clearTimeout(timer)
      if (said.kind === 'done') resolve(said.report)
      else {
        last = said.input
        timer = watchdog()
      }
    })
    child.on('error', reject)
    child.on('exit', code => {
      clearTimeout(timer)
      if (code !== 0) resolve({ ...hung(task, last), failures: [{ input: last, error: `it ended with ${code}` }] })
    })
  })
}

function hung({ target }: Task, input: string): FuzzReport {
  const failures = [{ input, error: 'an input at or soon after this one never ended' }]
  return { target, inputs: 0, seconds: 0, slowestMs: Number.POSITIVE_INFINITY, kinds: 0, interesting: [], failures }
}

async function tryTarget({ target: name, inputs, seed }: Task): Promise<void> {
  const target = await targets.find(one => one.name === name)?.load()
  if (!target) throw new Error(`there is no target ${name}`)
  let toldMs = Number.NEGATIVE_INFINITY
  const say = (said: Said) => process.send?.(said)
  const watch = (input: Uint8Array) => {
    const nowMs = performance.now()
    if (nowMs - toldMs < TELL_EVERY_MS) return
    toldMs = nowMs
    say({ kind: 'at', input: lineOf(input) })
  }
  const report = await fuzz(target, { inputs, seed, watch })
  for (const failure of report.failures) failure.input = await shrunk(target, failure.input)
  // What is sent last is lost where the channel is closed before it went through.
  process.send?.({ kind: 'done', report } satisfies Said, undefined, undefined, () => process.disconnect())
}

/** Short ones and longer ones, as there are. */
function keep(target: string, interesting: readonly Uint8Array[]): void {
  const short = interesting
    .filter(input => input.length <= LONGEST_KEPT)
    .sort((one, other) => one.length - other.length)
  const step = Math.max(1, Math.floor(short.length / MOST_KEPT))
  keepInputs(target, [...keptInputs(target), ...short.filter((_, index) => index % step === 0)])
}
