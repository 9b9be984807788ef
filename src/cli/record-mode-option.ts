import { Option } from 'commander'
import { recordModes } from './record-mode.ts'

/** Which directions a recording has. */
export function recordModeOption(): Option {
  const what = 'mix both directions, rx the far end, tx the near end (mix; rx where that cannot be)'
  return new Option('--mode <mode>', `what is recorded: ${what}`).choices(Object.keys(recordModes))
}
