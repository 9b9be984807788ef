/** What `--mode` takes, and the direction of each. */
export const recordModes = { mix: 'both', rx: 'downlink', tx: 'uplink' } as const
export type RecordMode = keyof typeof recordModes
