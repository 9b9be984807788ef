import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const TASKSET = 'taskset'

/** What a command is put behind to keep it on its cores: nothing where there is only one, or no way to choose. */
export interface CoresApart {
  readonly module: readonly string[]
  readonly host: readonly string[]
}

/**
 * The last core for the module, the others for the host. On one and the same core the two wake each other several times as
 * quickly as on two, and where they come to be is chance: without this the figures have two peaks. A real module is never
 * on the host's core.
 */
export function coresApart(): CoresApart {
  const cores = allowedCores()
  const last = cores.pop()
  if (last === undefined || cores.length === 0 || !hasTaskset()) return { module: [], host: [] }
  return { module: [TASKSET, '-c', String(last)], host: [TASKSET, '-c', cores.join(',')] }
}

/** The cores that this process may run on, as Linux lists them: `0-3,8`. */
function allowedCores(): number[] {
  if (process.platform !== 'linux') return []
  const [, list = ''] = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'latin1')) ?? []
  return list.split(',').flatMap(range => {
    const [from = 0, to = from] = range.split('-').map(Number)
    return Array.from({ length: to - from + 1 }, (_, at) => from + at)
  })
}

function hasTaskset(): boolean {
  try {
    execFileSync(TASKSET, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
