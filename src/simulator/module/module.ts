import type { CancelTimer, Clock } from '../../base/clock.ts'
import type { Command } from '../at/command.ts'
import type { Metronome } from '../audio/metronome.ts'
import { ModuleSound } from '../audio/module-sound.ts'
import type { Family } from '../families/family.ts'
import { type FileOptions, ModuleFiles } from '../files/module-files.ts'
import type { Switching } from '../network/switching.ts'
import { HostPorts } from './host-ports.ts'
import { Profile } from './profile.ts'
import { isRegistered, Radio, type Registration } from './radio.ts'
import { registrationLine } from './registration-line.ts'
import { factorySettings, type Settings } from './settings.ts'
import { SimCard, type SimState } from './sim-card.ts'
import { Voice } from './voice.ts'

/** What a module is made of. */
export interface ModuleParts extends FileOptions {
  readonly family: Family
  readonly clock: Clock
  readonly switching: Switching
  readonly commands: ReadonlyMap<string, Command>
  readonly number: string
  readonly imei: string
  readonly sim: SimState
  readonly pin: string
  readonly echo: boolean
  readonly registration: Registration
  readonly ims: boolean
  readonly dataContexts: number
  readonly ceerModes: boolean
  readonly metronome: Metronome
  readonly audioClockPpm: number
  readonly pcmRefusedWhileRinging: boolean
  readonly usbAudio: boolean
}

const allInitialised = 7

/** One module: its parts, and its power. */
export class Module {
  readonly family: Family
  readonly clock: Clock
  readonly number: string
  readonly imei: string
  readonly commands: ReadonlyMap<string, Command>
  readonly ports = new HostPorts()
  readonly profile: Profile
  readonly sim: SimCard
  readonly radio: Radio
  readonly audio: ModuleSound
  readonly voice: Voice
  readonly files: ModuleFiles
  readonly switching: Switching
  /** The kinds of +QIND that are on. */
  readonly indications = new Set<string>()
  private readonly storedIndications = new Set(['all', 'ring', 'smsincoming'])
  /** Whether IMS is on when AT+QCFG="ims" leaves it to the network. */
  readonly imsAllowed: boolean
  /** Whether AT+CEER takes a mode. */
  readonly ceerModes: boolean
  /** Whether AT+QPCMV is refused while a call rings. */
  readonly pcmRefusedWhileRinging: boolean
  /** Whether the module can be a USB sound card. */
  readonly usbAudio: boolean
  /** AT+CSCS: the character set of texts. */
  charset = 'GSM'
  /** Whether the network waits for the reply to its USSD menu. */
  inUssdMenu = false
  /** AT+QINISTAT: 1 card, 2 messages, 4 phone book. */
  initialised = allInitialised
  private readonly contextsOnLte: number
  private power: 'on' | 'off' = 'on'
  private stalled = false
  private readonly startTimers: CancelTimer[] = []

  constructor(parts: ModuleParts) {
    this.family = parts.family
    this.clock = parts.clock
    this.switching = parts.switching
    this.commands = parts.commands
    this.number = parts.number
    this.imei = parts.imei
    this.imsAllowed = parts.ims
    this.ceerModes = parts.ceerModes
    this.pcmRefusedWhileRinging = parts.pcmRefusedWhileRinging
    this.usbAudio = parts.usbAudio
    this.contextsOnLte = parts.dataContexts
    this.profile = new Profile({ ...factorySettings, ...parts.family.factory, E: parts.echo ? 1 : 0 })
    this.sim = new SimCard(parts.sim, parts.pin)
    this.radio = new Radio(parts.clock, parts.registration, before => this.onRegistration(before))
    this.audio = new ModuleSound({
      metronome: parts.metronome,
      audioClockPpm: parts.audioClockPpm,
      legs: () => this.voice.line.legs,
      muted: () => this.settings['+CMUT'] === 1,
      urc: line => this.urc(line),
    })
    this.voice = new Voice(this)
    this.files = new ModuleFiles(this, parts)
    this.loadIndications()
    if (this.sim.state !== 'ready') {
      this.initialised = 0
      this.radio.update(false)
    }
  }

  get settings(): Settings {
    return this.profile.current
  }

  /** Whether the module reads and writes at all. */
  get listens(): boolean {
    return this.power === 'on' && !this.stalled
  }

  urc(line: string): void {
    this.ports.urc(line)
  }

  /** How many data contexts +CLCC lists as calls: they are there on LTE alone. */
  get dataContexts(): number {
    return isRegistered(this.radio.registration.eps) ? this.contextsOnLte : 0
  }

  /** Whether voice over LTE is there. */
  get imsRegistered(): boolean {
    const { ims } = this.settings
    return isRegistered(this.radio.registration.eps) && (ims === 1 || (ims === 0 && this.imsAllowed))
  }

  reachable(): boolean {
    return this.power === 'on' && (isRegistered(this.radio.registration.circuit) || this.imsRegistered)
  }

  /** AT+QINDCFG: turns a kind on or off, and remembers it beyond a restart if `store`. */
  setIndication(kind: string, on: boolean, store: boolean): void {
    for (const kinds of store ? [this.indications, this.storedIndications] : [this.indications]) {
      if (on) kinds.add(kind)
      else kinds.delete(kind)
    }
  }

  /** AT+CFUN: 0 or 4 ends calls and registration, 1 begins to search. */
  setFunctionality(functionality: number): void {
    if (functionality === this.radio.functionality) return
    for (const { leg } of this.voice.calls.all()) this.switching.release(leg)
    const before = this.radio.functionality
    this.radio.functionality = functionality
    if (before === 0 || functionality === 0) this.powerCard(functionality !== 0)
    this.updateRadio()
  }

  /** The card has been put in, taken out, unlocked or blocked. */
  cardChanged(): void {
    if (this.sim.state === 'ready') this.startCard()
    else this.initialised = 0
    this.updateRadio()
  }

  /** The card was taken out or put in. */
  cardMoved(inserted: boolean): void {
    if (this.settings['+QSIMSTAT'] === 1) this.urc(`+QSIMSTAT: 1,${inserted ? 1 : 0}`)
    this.urc(`+CPIN: ${this.sim.text}`)
    this.cardChanged()
  }

  /** Restarts: calls are gone, volatile settings lost, and after a while the boot URCs come. */
  restart(): void {
    this.powerOff()
    for (const [afterMs, line] of this.family.boot) {
      this.startTimers.push(
        this.clock.setTimer(afterMs, () => {
          this.power = 'on'
          this.urc(line.replace('{cpin}', this.sim.text))
        }),
      )
    }
    const [cardMs] = this.family.boot.find(([, line]) => line.includes('{cpin}')) ?? [0]
    this.startTimers.push(this.clock.setTimer(cardMs, () => this.cardChanged()))
  }

  /** Off, silently. */
  powerOff(): void {
    this.power = 'off'
    for (const cancel of this.startTimers.splice(0)) cancel()
    this.files.losePower()
    this.voice.lose(true)
    this.audio.restart()
    this.ports.restart()
    this.profile.restart()
    this.loadIndications()
    this.charset = 'GSM'
    this.inUssdMenu = false
    this.initialised = 0
    this.radio.functionality = 1
    this.radio.update(false)
    if (this.sim.state !== 'absent') this.sim.start()
  }

  /** Answers nothing, or answers again. What the network does goes on meanwhile. */
  stall(stalled: boolean): void {
    this.stalled = stalled
  }

  /** AT+CFUN=0 takes the power from the card, and the Quectel families tell of it. */
  private powerCard(on: boolean): void {
    if (this.sim.state !== 'ready') return
    if (this.family.cardSteps.length > 0) this.urc(`+CPIN: ${on ? 'READY' : 'NOT READY'}`)
    if (on) this.startCard()
    else this.initialised = 0
  }

  private startCard(): void {
    this.initialised = 1
    for (const { afterMs, line, bit } of this.family.cardSteps) {
      this.startTimers.push(
        this.clock.setTimer(afterMs, () => {
          this.initialised |= bit
          this.urc(line)
        }),
      )
    }
  }

  private updateRadio(): void {
    this.radio.update(this.radio.functionality === 1 && this.sim.state === 'ready')
  }

  private onRegistration(before: Registration): void {
    const { settings } = this
    for (const [domain, command] of [
      ['circuit', '+CREG'],
      ['packet', '+CGREG'],
      ['eps', '+CEREG'],
    ] as const) {
      const status = this.radio.registration[domain]
      if (settings[command] > 0 && status !== before[domain]) {
        this.urc(`${command}: ${registrationLine(status, settings[command] === 2)}`)
      }
    }
    if (!this.reachable()) this.voice.lose(false)
  }

  private loadIndications(): void {
    this.indications.clear()
    for (const kind of this.storedIndications) this.indications.add(kind)
  }
}
