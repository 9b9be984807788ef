import type { CallWord, FinalResult } from './final-result.ts'

/**
 * Which lines a command may own while it is in flight: a prefix; a prefix with a condition, where an unsolicited line
 * shares it (`+CLIP: 1,1` answers AT+CLIP?, `+CLIP: "123",129` announces a call); or 'text' for commands that answer
 * without a prefix (ATI), which own any line that is not a known unsolicited one.
 */
export type Claim = string | { readonly prefix: string; readonly when: (line: string) => boolean } | 'text'

/** Hears how many bytes have been moved so far. */
export type Progress = (bytes: number) => void

/** Takes counted bytes as they come. They are reused once it returns, and it must not throw. */
export type TakeData = (bytes: Uint8Array) => void

/** What follows a `CONNECT` line or a `> ` prompt: bytes to receive, or bytes to send. */
export type Continuation =
  | { readonly kind: 'receive'; readonly bytes: number; readonly onData?: TakeData | undefined }
  | { readonly kind: 'send'; readonly bytes: Uint8Array; readonly onProgress?: Progress | undefined }

/** What a command answered. */
export interface Response {
  /** The lines it claimed, in order. */
  readonly lines: readonly string[]
  readonly final: FinalResult
  /** The counted bytes after `CONNECT`; empty for commands without, and where a {@link TakeData} had them. */
  readonly data: Uint8Array
}

/**
 * A command, declared once, as data: what it is called, what it sends, which lines it owns, how long it may take, how
 * its answer is read, and where all that is written.
 */
export interface CommandDeclaration<Args, Result> {
  /** As the manual calls it: `AT+CLCC`, `AT+CCFC query`. */
  readonly name: string
  /** The document and clause. */
  readonly source: string
  /** A host line and an answer, as on the wire. */
  readonly example: readonly [host: string, ...module: string[]]
  /** The command line without its CR. @throws CellvoiceError INVALID_ARGUMENT for arguments that may not be sent. */
  text(args: Args): string
  readonly claims: readonly Claim[]
  /** The documented time to the final result, ms; the dialogue adds its own margin for the line. */
  readonly limitMs: number
  /** The time for these arguments, where it depends on them; replaces {@link limitMs}. */
  limitFor?(args: Args): number
  /** Call words that end this command. */
  readonly words?: readonly CallWord[]
  /** Goes before commands that only look: a hang-up does not wait behind polls. */
  readonly urgent?: boolean
  /** May be sent while the place in the conversation is lost: any OK will do. */
  readonly anyPlace?: true
  /** What follows a `CONNECT…` line or, for line '>', a prompt. */
  continuation?(args: Args, line: string): Continuation
  /** Reads the answer of a command that ended well. */
  decode(response: Response, args: Args): Result
}

/** Declares a command; only infers its types. */
export function command<Args, Result>(declaration: CommandDeclaration<Args, Result>): CommandDeclaration<Args, Result> {
  return declaration
}

/** Declares a command that answers `OK` and nothing else, with the usual limit of 300 ms. */
export function setting<Args>(
  declaration: Pick<CommandDeclaration<Args, void>, 'name' | 'source' | 'text'> &
    Partial<Pick<CommandDeclaration<Args, void>, 'limitMs' | 'urgent'>> & { readonly example: string },
): CommandDeclaration<Args, void> {
  return {
    limitMs: DEFAULT_LIMIT_MS,
    ...declaration,
    example: [declaration.example, 'OK'],
    claims: [],
    decode: () => {},
  }
}

/** What the manual gives for commands that name no time of their own. Quectel EC2x AT Commands Manual V2.0, 2. */
export const DEFAULT_LIMIT_MS = 300
