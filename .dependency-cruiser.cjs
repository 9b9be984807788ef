// The table of rooms: which folder of src may import which others, besides itself.
const rooms = {
  base: [],
  transport: ['base'],
  at: ['base', 'transport'],
  commands: ['base', 'at'],
  modem: ['base', 'transport', 'at', 'commands'],
  calls: ['base', 'commands', 'modem'],
  audio: ['base', 'transport'],
  exchange: ['base', 'modem', 'calls', 'audio'],
  'api/voicecall': ['base', 'modem', 'calls', 'audio', 'exchange'],
  'api/channel': ['base', 'modem', 'calls', 'audio', 'exchange'],
  'api/callops': ['base', 'modem', 'calls', 'audio', 'exchange'],
  server: ['base', 'exchange', 'api'],
  simulator: ['base', 'transport', 'audio'],
}

const layer = ([room, allowed]) => ({
  name: `layer-${room.replace('/', '-')}`,
  comment: `src/${room} may import only: ${['itself', ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: [room, ...allowed].map(name => `^src/${name}/`) },
})

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(layer),
    {
      name: 'at-sees-transport-as-types',
      comment: 'src/at knows the shape of a transport, never one of them',
      severity: 'error',
      from: { path: '^src/at/' },
      to: { path: '^src/transport/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rxjs-at-the-edge',
      comment: 'per byte and per line plain callbacks; rxjs only where users subscribe',
      severity: 'error',
      from: { path: '^src/(base|transport|at|commands)/' },
      to: { path: 'node_modules/rxjs' },
    },
    {
      name: 'cli-through-the-public-door',
      comment: 'the command line uses what users import',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: '^src/', pathNot: ['^src/cli/', '^src/index\\.ts$', '^src/(transport|simulator|audio)/index\\.ts$'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' }, to: {} },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
