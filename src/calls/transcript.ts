import { CellvoiceError } from '../base/error.ts'

/** One line of a wire log. */
export interface TranscriptLine {
  readonly from: 'host' | 'module'
  readonly text: string
  /** Where it stands, from 1. */
  readonly lineNumber: number
}

/**
 * Reads one line of a wire log: `> ` host to module, `< ` module to host; `# ` comments and empty lines are null.
 * @throws CellvoiceError INVALID_TRANSCRIPT naming the line.
 */
export function transcriptLineOf(line: string, lineNumber: number): TranscriptLine | null {
  const text = line.replace(/\r$/, '')
  if (text.trim() === '' || text.startsWith('#')) return null
  const mark = text.slice(0, 2)
  if (mark !== '> ' && mark !== '< ') {
    const shown = JSON.stringify(text.slice(0, 40))
    throw new CellvoiceError('INVALID_TRANSCRIPT', { detail: `line ${lineNumber}: ${shown}`, context: { lineNumber } })
  }
  return { from: mark === '> ' ? 'host' : 'module', text: unescaped(text.slice(2)), lineNumber }
}

/** Traces write bytes that a line of text cannot hold as `\\x1a`, and the backslash itself doubled. */
function unescaped(text: string): string {
  return text.replace(/\\(\\|x([0-9a-f]{2}))/g, (_, mark: string, hex?: string) =>
    hex === undefined ? mark : String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
