import { execFile } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { CellvoiceError } from '../index.ts'

/** Named by a variable: it is used where a user has it, and installed by nobody else. Both kinds of modules, as TypeScript may be either. */
const TSX: readonly string[] = ['tsx/cjs/api', 'tsx/esm/api']

/**
 * Loads a module of a user; TypeScript through tsx, where Node does not take it itself.
 * @param path absolute.
 * @throws CellvoiceError NOT_SUPPORTED for TypeScript without tsx; whatever the module throws when it is loaded.
 */
export async function importModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  // Before the first attempt: Node remembers a file that it could not read.
  if (isTypeScript(path) && !('typescript' in process.features && process.features.typescript)) await registerTsx()
  try {
    return exportsOf(await import(pathToFileURL(path).href))
  } catch (error) {
    if (!isTypeScript(path) || !isUnknownEnding(error)) throw error
    throw new CellvoiceError('NOT_SUPPORTED', {
      detail: `Node ${process.versions.node} does not run TypeScript: ${path}`,
      remedy: 'Install tsx beside cellvoice (`npm i -D tsx`), or give the JavaScript that tsc makes of it.',
      cause: error,
    })
  }
}

/** The line of a file that Node cannot read, as `ivr.js:12`; undefined where it reads the file itself. */
export function lineOfSyntaxError(path: string): Promise<string | undefined> {
  return new Promise(resolve => {
    // A syntax error of a module that is imported says nothing of where it is; this does, and runs nothing.
    execFile(process.execPath, ['--check', path], { timeout: 10_000 }, (_error, _stdout, stderr) => {
      const [first = ''] = stderr.split('\n')
      resolve(first.startsWith(`${path}:`) ? first : undefined)
    })
  })
}

/** Without tsx another loader may have been given to Node: whether one has shows when the file is imported. */
async function registerTsx(): Promise<void> {
  for (const api of TSX) {
    const tsx = (await import(api).catch(() => null)) as { register(): unknown } | null
    tsx?.register()
  }
}

/** TypeScript in a folder that is not said to be of ES modules becomes CommonJS, whose exports are those of `default`. */
function exportsOf(module: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const names = Object.keys(module).filter(name => name !== 'module.exports')
  const { default: inner } = module
  const isWrapped = names.length === 1 && typeof inner === 'object' && inner !== null
  return isWrapped ? (inner as Readonly<Record<string, unknown>>) : module
}

function isTypeScript(path: string): boolean {
  return /\.m?ts$/.test(path)
}

function isUnknownEnding(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION'
}
