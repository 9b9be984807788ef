import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'

/**
 * The licences of the packages that these files are from, each with its text: what is bundled is passed on, and every one
 * of them asks for that.
 *
 * @param files absolute paths.
 * @throws Error for a package without a licence text.
 */
export function licencesOf(files: readonly string[]): string {
  const packages = [...new Set(files.flatMap(file => packageOf(file) ?? []))].sort()
  return packages.map(notice).join(`\n${'-'.repeat(80)}\n\n`)
}

/** The folder of the innermost package that a file is in; nothing for files of our own. */
function packageOf(file: string): string | undefined {
  const parts = file.split(sep)
  const at = parts.lastIndexOf('node_modules')
  if (at < 0) return undefined
  return parts.slice(0, at + (parts[at + 1]?.startsWith('@') ? 3 : 2)).join(sep)
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string
    readonly version: string
    readonly license: string
  }
  const texts = readdirSync(folder).filter(file => /^(licen[cs]e|notice)(\.|$)/i.test(file))
  if (texts.length === 0) throw new Error(`${name} has no licence text`)
  return [`${name} ${version} (${license})`, ...texts.map(file => readFileSync(join(folder, file), 'utf8').trim()), '']
    .join('\n\n')
    .replaceAll('\r\n', '\n')
}
