import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('../../../', import.meta.url).pathname

/** What Node runs. */
export const programPath = join(root, 'bin/cellvoice.js')

/** Builds what the program runs from, where a source is newer than it. */
export function buildProgram(): void {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  const newestMs = Math.max(...sources.map(file => statSync(join(root, 'src', file)).mtimeMs))
  const builtMs = statSync(join(root, 'dist/cli/main.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (builtMs < newestMs) execFileSync('npm', ['run', 'build', '--silent'], { cwd: root, stdio: 'inherit' })
}

/** A run of `cellvoice` as a process of its own. */
export class CellvoiceProgram {
  stdout = ''
  stderr = ''
  readonly child: ChildProcess
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>
  private look: () => void = () => {}

  constructor(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, [programPath, ...args], { env: { ...process.env, ...env } })
    this.child.stdout?.on('data', chunk => this.take('stdout', chunk))
    this.child.stderr?.on('data', chunk => this.take('stderr', chunk))
    this.ended = new Promise(resolve => this.child.once('close', resolve))
  }

  /** What it has printed with `--json`, line by line. */
  get objects(): Record<string, unknown>[] {
    const lines = this.stdout.split('\n').slice(0, -1)
    return lines.map(line => JSON.parse(line) as Record<string, unknown>)
  }

  /** The codes of the errors it has printed with `--json`. */
  get errors(): string[] {
    return this.objects.flatMap(({ error }) => (error ? [(error as { readonly code: string }).code] : []))
  }

  /** Resolves when stdout contains `text`. */
  shows(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.look = () => this.stdout.includes(text) && resolve()
      this.look()
      void this.ended.then(() => reject(new Error(`it ended without ${text}: ${this.stdout}${this.stderr}`)))
    })
  }

  private take(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    this[stream] += chunk.toString()
    this.look()
  }
}
