import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Benchmark } from './benchmark.ts'
import { medianFigure } from './figure.ts'
import { type InstalledPackage, installInto } from './installed-package.ts'

/** What an installation takes; the same each time, so it is made once. test/system/package-weight.test.ts holds the limits. */
export const weight: Benchmark = {
  name: 'weight',
  what: 'npm pack, then npm install --omit=dev of that in an empty folder, on this platform.',
  budgets: [{ variant: 'packages', metric: 'count', bound: 'at most', goal: 25, limit: 25 }],
  async run({ progress }) {
    progress('weight: npm install into an empty folder')
    const folder = mkdtempSync(join(tmpdir(), 'cellvoice-weight-'))
    try {
      return figuresOf(installInto(folder))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

function figuresOf({ packedBytes, ownBytes, installedBytes, packages, withInstallScript }: InstalledPackage) {
  const count = (variant: string, value: number) => medianFigure(variant, 'count', '', [value])
  const size = (variant: string, bytes: number) => medianFigure(variant, 'size', 'MB', [bytes / 1e6])
  return [
    count('packages', packages.length),
    count('packages with an install script', withInstallScript.length),
    size('download of cellvoice', packedBytes),
    size('cellvoice, installed', ownBytes),
    size('all packages, installed', installedBytes),
  ]
}
