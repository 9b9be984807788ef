import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildProgram } from '../system/support/cellvoice-program.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What a user has after `npm install cellvoice`. */
export interface InstalledPackage {
  /** What is downloaded of cellvoice itself. */
  readonly packedBytes: number
  /** What cellvoice itself takes on the disk. */
  readonly ownBytes: number
  /** All of `node_modules`; sums of file sizes, so that the blocks of the disk do not count. */
  readonly installedBytes: number
  /** The names of all packages, cellvoice included. */
  readonly packages: readonly string[]
  /** Those that would run a script at install. */
  readonly withInstallScript: readonly string[]
}

/** Packs this package and installs it into `folder` as a user does, but without install scripts: nothing can be compiled. */
export function installInto(folder: string): InstalledPackage {
  buildProgram()
  const quietly: ExecFileSyncOptionsWithStringEncoding = {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }
  const npm = (...args: readonly string[]) => execFileSync('npm', [...args, '--ignore-scripts'], quietly)
  const [packed] = JSON.parse(npm('pack', '--json', '--pack-destination', folder)) as [Packed]
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  const options = ['--omit=dev', '--prefer-offline', '--no-audit', '--no-fund']
  npm('install', join(folder, packed.filename), '--prefix', folder, ...options)
  const modules = join(folder, 'node_modules')
  const { packages } = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')) as InstalledLock
  const names = Object.keys(packages)
  return {
    packedBytes: packed.size,
    ownBytes: bytesIn(join(modules, 'cellvoice')),
    installedBytes: bytesIn(modules),
    packages: names.map(nameOf),
    withInstallScript: names.filter(name => packages[name]?.hasInstallScript).map(nameOf),
  }
}

interface Packed {
  readonly filename: string
  readonly size: number
}

interface InstalledLock {
  readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>
}

function nameOf(place: string): string {
  return place.replace(/^.*node_modules\//, '')
}

function bytesIn(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile())
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
}
