import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, release } from 'node:os'

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
    kernel: `${process.platform} ${release()}`,
    versions: {
      node: process.versions.node,
      v8: process.versions.v8,
      ...Object.fromEntries(['serialport', '@serialport/parser-readline', 'rxjs'].map(name => [name, versionOf(name)])),
    },
    date: new Date().toISOString().slice(0, 10),
  }
}

function versionOf(packageName: string): string {
  const file = new URL(`../../node_modules/${packageName}/package.json`, import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version
}
