import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { licencesOf } from './licences.ts'
import { serialportParts } from './serialport-parts.ts'
import { throughTheDoors } from './through-the-doors.ts'

// Node spends a third of a millisecond and more on each file that it loads, and there are hundreds: the build makes a few
// dozen of them. Library and command line are one graph that is cut where entries share code, so that each class is there
// once: an application that `cellvoice run` loads gets the same `CellvoiceError` as the command.
const root = fileURLToPath(new URL('../', import.meta.url))
const dist = resolve(process.argv[2] ?? join(root, 'dist'))
/** The CommonJS that is bundled requires modules of Node, which an ES module does by a function that it makes itself. */
const requireOfModule =
  "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\n"
const doors = ['index', 'audio/index', 'transport/index', 'simulator/index']

const { outputFiles, metafile } = await build({
  absWorkingDir: root,
  entryPoints: Object.fromEntries([...doors, 'cli/main'].map(name => [name, `src/${name}.ts`])),
  outdir: dist,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // What has no part in a cold start stays a package; supports-color is what debug, in serialport, tries to find.
  external: ['jsonc-parser', '@lydell/node-pty', 'supports-color'],
  // Node is given the CommonJS of rxjs, of which nothing can be left out.
  alias: { rxjs: join(root, 'node_modules/rxjs/dist/esm/index.js') },
  plugins: [throughTheDoors(doors.map(name => join(root, `src/${name}.ts`))), serialportParts],
  metafile: true,
  write: false,
  logLevel: 'warning',
})

const written = new Set<string>()
for (const { path, text } of outputFiles) {
  // Sources name files of the package as seen from a folder of `src`, which is right in the folders of `dist` alone.
  if (dirname(path) === dist && text.includes('import.meta.url')) throw new Error(`${path} asks where it is`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text.includes('typeof require') ? `${requireOfModule}${text}` : text)
  written.add(path)
}
for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  const path = resolve(dist, file)
  const isStale = path.endsWith('.d.ts') ? !existsSync(sourceOf(path)) : path.endsWith('.js') && !written.has(path)
  if (isStale) rmSync(path)
}
const notices = licencesOf(Object.keys(metafile.inputs).map(input => join(root, input)))
writeFileSync(join(dist, 'third-party-licences.txt'), notices)
const bytes = outputFiles.reduce((sum, { contents }) => sum + contents.length, 0)
console.log(`${relative(root, dist)}: ${outputFiles.length} scripts, ${Math.round(bytes / 1000)} kB`)

function sourceOf(declarations: string): string {
  return join(root, 'src', relative(dist, declarations).replace(/\.d\.ts$/, '.ts'))
}
