import { execFile } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { benchFolder } from '../native/native-program.ts'

export const SERIALPORT_GSM_VERSION = '4.0.1'
const INSTALL_LIMIT_MS = 120_000

/** Whether serialport-gsm is installed for the benchmarks. It is none of our dependencies, so no `npm ci` brings it. */
export function hasSerialportGsm(): boolean {
  return existsSync(new URL('node_modules/serialport-gsm/package.json', benchFolder))
}

/** Installs serialport-gsm where only the benchmarks find it. @returns whether it is there. */
export async function installSerialportGsm(): Promise<boolean> {
  if (hasSerialportGsm()) return true
  mkdirSync(benchFolder, { recursive: true })
  const target = ['--prefix', fileURLToPath(benchFolder), '--no-save', '--ignore-scripts=false']
  try {
    const asked = `serialport-gsm@${SERIALPORT_GSM_VERSION}`
    await promisify(execFile)('npm', ['install', ...target, asked], { timeout: INSTALL_LIMIT_MS })
  } catch {
    return false // Without a registry it is left out, and the benchmark says so.
  }
  return hasSerialportGsm()
}
