const open = "(await import('@lydell/node-pty')).open({ encoding: null }); process.exit()"

/** A command line that succeeds where a pseudo-terminal can be made: see `describeClient`. */
export const pseudoTerminal: readonly string[] = [process.execPath, '--input-type=module', '-e', open]
