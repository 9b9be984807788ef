import { CellvoiceError } from '../base/error.ts'

/** What to do where a program is missing, by what it is for. */
const remedies = {
  amr: 'Install it: `sudo apt install sox libsox-fmt-all`; or use WAV.',
  'sound-card': 'Install it: `sudo apt install alsa-utils`.',
  speech: 'Install it: `sudo apt install espeak-ng`.',
} as const

/** What a program is for. */
export type ProgramPurpose = keyof typeof remedies

/** Whether a program could not be started because it is not installed. */
export function isNotInstalled(cause: Error): boolean {
  return 'code' in cause && cause.code === 'ENOENT'
}

/**
 * The error for a program that is not installed, or that cannot do what it is for.
 * @param why Where it is installed: what it cannot do.
 */
export function missingProgram(
  purpose: ProgramPurpose,
  program: string,
  { why, cause }: { readonly why?: string; readonly cause?: Error } = {},
): CellvoiceError {
  return new CellvoiceError('AUDIO_TOOL_MISSING', {
    detail: why === undefined ? program : `${program} ${why}`,
    remedy: remedies[purpose],
    ...(cause && { cause }),
    context: { program },
  })
}
