import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, release } from 'node:os'
import { hasSerialportGsm, SERIALPORT_GSM_VERSION } from './peers/serialport-gsm-package.ts'

/** On what the figures were measured; they mean nothing without it. */
export interface Environment {
  readonly cpu: string
  readonly cores: number
  readonly kernel: string
  readonly versions: Readonly<Record<string, string>>
  readonly date: string
}

export function environment(): Environment {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    // What stands behind the number names a build of the machine, not the system.
    kernel: `${process.platform} ${release().replace(/-.*/, '')}`,
    versions: {
      node: process.versions.node,
      v8: process.versions.v8,
      ...peerVersions(),
      ...Object.fromEntries(['serialport', '@serialport/parser-readline', 'rxjs'].map(name => [name, versionOf(name)])),
    },
    date: new Date().toISOString().slice(0, 10),
  }
}

function versionOf(packageName: string): string {
  const file = new URL(`../../node_modules/${packageName}/package.json`, import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version
}

/** What programs that are compared say of themselves; a program that is not here is left out. */
const askVersion: Readonly<Record<string, readonly [program: string, ...args: string[]]>> = {
  gcc: ['gcc', '-dumpfullversion'],
  python: ['/usr/bin/python3', '--version'],
  pyserial: ['/usr/bin/python3', '-c', 'import serial; print(serial.VERSION)'],
  oFono: ['ofonod', '--version'],
  ModemManager: ['ModemManager', '--version'],
}

function peerVersions(): Readonly<Record<string, string>> {
  const versions: Record<string, string> = hasSerialportGsm() ? { 'serialport-gsm': SERIALPORT_GSM_VERSION } : {}
  for (const [name, [program, ...args]] of Object.entries(askVersion)) {
    try {
      const said = execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      const [version] = /\d+(\.\d+)+/.exec(said) ?? []
      if (version !== undefined) versions[name] = version
    } catch {
      // It is not installed, and its rows are missing, too.
    }
  }
  return versions
}
