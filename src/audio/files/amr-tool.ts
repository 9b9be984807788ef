import { missingProgram } from '../missing-program.ts'
import { amrHeader } from './amr-file.ts'
import { runFilter } from './run-filter.ts'

/** Which program codes AMR. */
export interface AmrTool {
  /** Default `sox`, with the formats of Debian's `libsox-fmt-all`. */
  readonly program?: string
}

/** Bit rates of AMR, 0 to 7: 4.75, 5.15, 5.9, 6.7, 7.4, 7.95, 10.2, 12.2 kbit/s (3GPP TS 26.101). */
export type AmrMode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7

/** The best one: 1.6 kB a second. */
export const BEST_MODE: AmrMode = 7

/** sox never gets a file name from anybody: a name such as `|program` would be run. It reads and writes its pipes. */
const PCM = ['-t', 'raw', '-r', '8000', '-e', 'signed-integer', '-b', '16', '-L', '-c', '1', '-'] as const

/** The arguments of sox that encode raw samples; small buffers let the output follow the input. */
export function encoderArguments(mode: AmrMode): readonly string[] {
  return ['-V1', '-D', '--buffer', '320', ...PCM, '-t', 'amr-nb', '-C', String(mode), '-']
}

/** The arguments of sox that decode a file of AMR or AMR-WB to raw samples, at the coder's own rate. */
export function decoderArguments(format: 'amr-nb' | 'amr-wb'): readonly string[] {
  return ['-V1', '-D', '-t', format, '-', '-t', 'raw', '-e', 'signed-integer', '-b', '16', '-L', '-']
}

/**
 * Makes sure that AMR can be encoded on this machine, by encoding nothing.
 * @throws CellvoiceError AUDIO_TOOL_MISSING (no program, or without its AMR format), AUDIO_TOOL_FAILED.
 */
export async function assertAmrTool({ program = 'sox' }: AmrTool = {}): Promise<void> {
  let made = ''
  const onOutput = (chunk: Uint8Array) => {
    made += Buffer.from(chunk).toString('latin1')
  }
  await runFilter({ program, purpose: 'amr', args: encoderArguments(BEST_MODE), input: [], onOutput })
  if (made !== Buffer.from(amrHeader('nb')).toString('latin1')) {
    throw missingProgram('amr', program, { why: 'does not write AMR' })
  }
}

/** Whether AMR can be encoded on this machine: sox is installed, with its AMR format. */
export function hasAmrEncoder(tool: AmrTool = {}): Promise<boolean> {
  return assertAmrTool(tool).then(
    () => true,
    () => false,
  )
}
