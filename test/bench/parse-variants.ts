/** What is compared: our framer, our framer with the dictionary behind it, and the line parser of the serialport package. */
export type ParseVariant = 'framer' | 'messages' | 'readline'

/** A UART gives 1 to 16 bytes at a time, full-speed USB up to 64, a pty and TCP up to 4096. */
export const chunkSizes = [1, 16, 64, 512, 4096] as const

/** MB/s by chunk size. */
export type ParseSpeeds = Partial<Record<(typeof chunkSizes)[number], number>>

export const CORPUS_LINES = 20_000
