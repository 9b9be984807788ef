import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Plugin } from 'esbuild'

/** Where a name that a door exports comes from, and how it is called there. */
interface Home {
  readonly file: string
  readonly name: string
}

/**
 * The command line imports through the public doors, as users do, and esbuild would take all that is behind a door for
 * needed. Imports of `src/cli` are led to the files that a door names.
 *
 * @param doors absolute paths of the files of `export … from`.
 */
export function throughTheDoors(doors: readonly string[]): Plugin {
  const homes = new Map(doors.map(door => [door, homesBehind(door)]))
  return {
    name: 'through-the-doors',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]src[\\/]cli[\\/].*\.ts$/ }, ({ path }) => {
        const source = readFileSync(path, 'utf8')
        const contents = source.replace(/^import \{([^}]*)\} from '([^']+)'/gm, (line, list: string, from: string) => {
          const behind = homes.get(resolve(dirname(path), from))
          return behind
            ? namesIn(list)
                .map(item => directImport(item, behind))
                .join(';')
            : line
        })
        return { contents, loader: 'ts' }
      })
    },
  }
}

function homesBehind(door: string): ReadonlyMap<string, Home> {
  const homes = new Map<string, Home>()
  const exports = readFileSync(door, 'utf8').matchAll(/^export (?:\* as (\w+)|\{([^}]*)\}) from '([^']+)'/gm)
  for (const [, whole, list = '', from = ''] of exports) {
    const file = resolve(dirname(door), from)
    if (whole) homes.set(whole, { file, name: '*' })
    for (const { name, as } of namesIn(list)) homes.set(as, { file, name })
  }
  return homes
}

/** The names of `{ a, b as c, type D }` without the types, which no program needs. */
function namesIn(list: string): { readonly name: string; readonly as: string }[] {
  const items = list.split(',').map(item => item.trim())
  return items
    .filter(item => item !== '' && !item.startsWith('type '))
    .map(item => {
      const [name = '', as = name] = item.split(' as ')
      return { name, as }
    })
}

function directImport({ name, as }: { readonly name: string; readonly as: string }, behind: ReadonlyMap<string, Home>) {
  const home = behind.get(name)
  if (!home) throw new Error(`no door exports ${name}`)
  const imported = home.name === '*' ? `* as ${as}` : `{ ${home.name} as ${as} }`
  return `import ${imported} from ${JSON.stringify(home.file)}`
}
