import { Option } from 'commander'

/** What `--mode` takes, and the direction of each. */
export const recordModes = { mix: 'both', rx: 'downlink', tx: 'uplink' } as const
export type RecordMode = keyof typeof recordModes

/** Which directions a recording has. */
export function recordModeOption(): Option {
  const what = 'mix both directions, rx the far end, tx the near end (mix; rx where that cannot be)'
  return new Option('--mode <mode>', `what is recorded: ${what}`).choices(Object.keys(recordModes))
}
