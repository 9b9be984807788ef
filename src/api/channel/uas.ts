/** The contract as it is imported: `import { uas } from 'cellvoice'`, then `uas.UASCallChannel`, `uas.Hangup`, `uas.Error`. */
export { UASCallChannel } from './uas/uas-call-channel.ts'
export {
  UASConferenceLifetimeControl as ConferenceLifetimeControl,
  UASConferencePartyMediaSettings as ConferencePartyMediaSettings,
  UASPlayableMedia as PlayableMedia,
} from './uas/uas-conference.ts'
export { UASToneManager as ToneManager } from './uas/uas-known-tones.ts'
export { Hangup, UASError as Error, UASException } from './words/exceptions.ts'
