import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startJsonProgram } from '../native/json-program.ts'
import { NO_COMPILER, nativeProgram } from '../native/native-program.ts'
import { inNode, type StartContestant } from './node-contestant.ts'
import type { Missing } from './ring-hearer.ts'
import { installSerialportGsm, SERIALPORT_GSM_VERSION } from './serialport-gsm-package.ts'

/** One of those that do the same work at the same module. */
export interface Contestant {
  readonly title: string
  /** What this machine lacks for it; null when all is there. Installs what can be installed without more ado. */
  missing(): Promise<Missing | null>
  readonly start: StartContestant
}

/** Debian's Python, which is the one that finds Debian's python3-serial. */
const PYTHON = '/usr/bin/python3'

export const floor: Contestant = {
  title: 'C floor',
  missing: async () => (nativeProgram('reader') === null ? { missing: NO_COMPILER } : null),
  start: (path, task, before = []) => startJsonProgram(...before, nativeProgram('reader') ?? '', path, task),
}

export const cellvoice: Contestant = {
  title: 'cellvoice',
  missing: async () => null,
  start: inNode(new URL('./cellvoice-contestant.ts', import.meta.url)),
}

export const readline: Contestant = {
  title: 'serialport with parser-readline',
  missing: async () => null,
  start: inNode(new URL('./readline-contestant.ts', import.meta.url)),
}

export const serialportGsm: Contestant = {
  title: 'serialport-gsm',
  missing: async () =>
    (await installSerialportGsm()) ? null : { missing: `serialport-gsm ${SERIALPORT_GSM_VERSION} (npm registry)` },
  start: inNode(new URL('./serialport-gsm-contestant.ts', import.meta.url)),
}

export const pyserial: Contestant = {
  title: 'pyserial',
  missing: async () => (hasPyserial() ? null : { missing: 'pyserial (apt-get install python3-serial)' }),
  start: (path, task, before = []) =>
    startJsonProgram(
      ...before,
      PYTHON,
      fileURLToPath(new URL('./pyserial-contestant.py', import.meta.url)),
      path,
      task,
    ),
}

/** Ourselves and everybody else, the floor first. */
export const contestants: readonly Contestant[] = [floor, cellvoice, readline, serialportGsm, pyserial]

/** Those that can be measured here; says of the others what is missing. */
export async function presentContestants(
  asked: readonly Contestant[],
  leftOut: (text: string) => void,
): Promise<readonly Contestant[]> {
  const present: Contestant[] = []
  for (const contestant of asked) {
    const lack = await contestant.missing()
    if (lack) leftOut(`${contestant.title} is left out: ${lack.missing}`)
    else present.push(contestant)
  }
  return present
}

function hasPyserial(): boolean {
  try {
    execFileSync(PYTHON, ['-c', 'import serial.threaded'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
