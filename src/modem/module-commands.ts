/** The dictionary, for those who talk to a module through a modem. */
export * from '../commands/index.ts'
