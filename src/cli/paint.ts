import { styleText } from 'node:util'
import type { Io } from './io.ts'

/** Colours and weights for a terminal. */
export interface Paint {
  readonly dim: (text: string) => string
  readonly bold: (text: string) => string
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly accent: (text: string) => string
}

type Style = Parameters<typeof styleText>[0]

/** Colours only where a terminal shows them and nobody asked for none (https://no-color.org). */
export function paintFor({ env }: Pick<Io, 'env'>, output: { readonly isTTY?: boolean }): Paint {
  const coloured = output.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
  // That the terminal takes colours is decided here, for the output handed in, not for that of the process.
  const style = (format: Style) => (text: string) =>
    coloured ? styleText(format, text, { validateStream: false }) : text
  return { dim: style('dim'), bold: style('bold'), good: style('green'), bad: style('red'), accent: style('cyan') }
}
