import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = new URL('../../', import.meta.url)
/** No program takes as long as this. */
const LIMIT_MS = 300_000

/**
 * Runs a program in a process of its own as users run theirs: plain Node and the built library, with nothing that
 * translates TypeScript in its memory. The program imports `cellvoice`, packages and modules of Node, but types only of
 * files beside it; it finds `request` as JSON in `process.argv[1]` and writes its result to stdout as JSON.
 *
 * @throws Error when the library was not built, or when the program fails; its stderr is in the message.
 */
export async function runBuiltProgram<Result>(file: URL, request: object): Promise<Result> {
  if (!existsSync(new URL('dist/index.js', root))) throw new Error('the library is not built: npm run build')
  // Loaded only here: it is large, and most that imports this file never runs a program.
  const { default: ts } = await import('typescript')
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
    },
  })
  // The program has no file: its imports are looked up from the folder it runs in, where `cellvoice` is this package.
  const args = ['--input-type=module', '-e', outputText, '--', JSON.stringify(request)]
  const cwd = fileURLToPath(root)
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, timeout: LIMIT_MS }).catch(failed)
  return JSON.parse(stdout) as Result
}

/** What `execFile` says of a failure begins with the whole program. */
function failed(error: Error & { readonly stderr?: string }): never {
  throw new Error(error.stderr || 'the program ended without a word')
}
