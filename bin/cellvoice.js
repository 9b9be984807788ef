#!/usr/bin/env node
import { main } from '../dist/cli/main.js'

process.exitCode = await main(process.argv)
// What an application has left open, such as a timer that goes on, must not keep a command from ending that is over.
setTimeout(() => process.exit(), 1_000).unref()
