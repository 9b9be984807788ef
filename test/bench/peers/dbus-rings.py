"""A client of a telephony daemon on the bus: stamps itself when it is told of a call, and of the end of one.

Usage: dbus-rings.py ofono | modem-manager PORT | bare. It brings the daemon up and says {"ready": true}, and then
{"ring": ns} for each call with its number, {"answered": stamp} and {"ended": stamp}. A ring is counted from the stamp
in its number, on CLOCK_MONOTONIC. It takes a word a line: `answer`, `hang-up`, and `signal` where there is no daemon.
"""

import json
import sys
import time

import dbus
import dbus.mainloop.glib
from gi.repository import GLib

PROPERTIES = dbus.PROPERTIES_IFACE
PATIENCE_S = 30


def say(message):
    print(json.dumps(message), flush=True)


def until(what):
    """Waits for what a daemon gets to by itself, and gives it."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            found = what()
        except dbus.DBusException:
            found = None
        if found:
            return found
        time.sleep(0.1)
    sys.exit("the daemon does not come up")


class Ofono:
    NAME = "org.ofono"
    MANAGER = f"{NAME}.VoiceCallManager"
    CALL = f"{NAME}.VoiceCall"
    MATCHES = [f"interface='{MANAGER}'", f"interface='{CALL}'"]

    def come_up(self):
        until(lambda: [self.modem("SetProperty", "sv", "Powered", True)])
        until(lambda: self.MANAGER in self.modem("GetProperties")["Interfaces"])

    def modem(self, method, signature="", *arguments):
        return call(self.NAME, "/phonesim", f"{self.NAME}.Modem", method, signature, *arguments)

    def told(self, member, message, now):
        if member == "CallAdded":
            self.call, properties = message.get_args_list()
            rang(properties["LineIdentification"], now)
        elif member == "CallRemoved":
            say({"ended": now})
        elif member == "PropertyChanged" and message.get_args_list()[1] == "active":
            say({"answered": now})

    def answer(self):
        later(self.NAME, self.call, self.CALL, "Answer")

    def hang_up(self):
        later(self.NAME, self.call, self.CALL, "Hangup")


class ModemManager:
    NAME = "org.freedesktop.ModemManager1"
    ROOT = "/org/freedesktop/ModemManager1"
    VOICE = f"{NAME}.Modem.Voice"
    CALL = f"{NAME}.Call"
    # MMModemState, and MMCallState.
    REGISTERED, ACTIVE, TERMINATED = 8, 4, 7
    MATCHES = [f"interface='{VOICE}'", f"interface='{CALL}'", f"interface='{PROPERTIES}',arg0='{CALL}'"]

    def __init__(self):
        self.known = None

    def come_up(self):
        profile = ["bench", "generic", [sys.argv[2]]]
        until(lambda: [call(self.NAME, self.ROOT, f"{self.NAME}.Test", "SetProfile", "ssas", *profile)])
        self.modem = until(self.found)
        until(lambda: [call(self.NAME, self.modem, f"{self.NAME}.Modem", "Enable", "b", True)])
        until(lambda: self.get(self.modem, f"{self.NAME}.Modem", "State") == self.REGISTERED)

    def found(self):
        objects = call(self.NAME, self.ROOT, "org.freedesktop.DBus.ObjectManager", "GetManagedObjects", "")
        return next((path for path, interfaces in objects.items() if self.VOICE in interfaces), None)

    def get(self, path, interface, name):
        return call(self.NAME, path, PROPERTIES, "Get", "ss", interface, name)

    def told(self, member, message, now):
        arguments = message.get_args_list()
        if member == "CallAdded":
            self.call = arguments[0]
            # The signal has no number: a client asks, and is perhaps told of the change sooner.
            later(self.NAME, self.call, PROPERTIES, "GetAll", "s", self.CALL, then=self.tell_of)
        elif member == "PropertiesChanged":
            self.tell_of(arguments[1], now)
        elif member == "StateChanged" and arguments[1] == self.ACTIVE:
            say({"answered": now})
        elif member == "StateChanged" and arguments[1] == self.TERMINATED:
            # What ended stays in its list until it is deleted.
            later(self.NAME, self.modem, self.VOICE, "DeleteCall", "o", message.get_path())
            say({"ended": now})

    def tell_of(self, properties, now=None):
        now = now or time.monotonic_ns()  # A reply comes here without the filter's stamp.
        number = properties.get("Number")
        if number and number != self.known:
            self.known = number
            rang(number, now)

    def answer(self):
        later(self.NAME, self.call, self.CALL, "Accept")

    def hang_up(self):
        later(self.NAME, self.call, self.CALL, "Hangup")


class Bare:
    """No daemon: another client of this kind signals, which is what the bus and this program cost by themselves."""

    MATCHES = ["interface='cellvoice.Bench'"]

    def come_up(self):
        pass

    def told(self, member, message, now):
        if member == "CallAdded":
            rang(message.get_args_list()[1]["LineIdentification"], now)

    def signal(self):
        signal = dbus.lowlevel.SignalMessage("/phonesim", "cellvoice.Bench", "CallAdded")
        # As oFono describes a call, so that the signal weighs the same.
        described = {"State": "incoming", "LineIdentification": "", "Name": "", "Emergency": False}
        described |= {"Multiparty": False, "RemoteHeld": False, "RemoteMultiparty": False}
        described["LineIdentification"] = str(time.monotonic_ns())
        signal.append("/phonesim/voicecall01", described, signature="oa{sv}")
        bus.send_message(signal)
        bus.flush()


def rang(number, now):
    say({"ring": now - int(number)})


def call(name, path, interface, method, signature, *arguments):
    return bus.call_blocking(name, path, interface, method, signature, arguments)


def later(name, path, interface, method, signature="", *arguments, then=lambda *_: None):
    bus.call_async(name, path, interface, method, signature, arguments, then, lambda error: say({"error": str(error)}))


def on_message(_bus, message):
    """A filter sees each message before its arguments are decoded. What it raises would stop the connection."""
    now = time.monotonic_ns()
    if message.get_type() == dbus.lowlevel.MESSAGE_TYPE_SIGNAL:
        daemon.told(message.get_member(), message, now)
    return dbus.lowlevel.HANDLER_RESULT_NOT_YET_HANDLED


def on_input(source, _condition):
    word = source.readline().decode().strip()
    if word:
        getattr(daemon, word.replace("-", "_"))()
    else:
        loop.quit()
    return bool(word)


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
loop = GLib.MainLoop()
bus = dbus.SystemBus()
daemon = {"ofono": Ofono, "modem-manager": ModemManager, "bare": Bare}[sys.argv[1]]()
daemon.come_up()
for match in daemon.MATCHES:
    bus.add_match_string(f"type='signal',{match}")
bus.add_message_filter(on_message)
# Unbuffered, so that no line waits unseen in a buffer while the main loop watches the pipe.
GLib.io_add_watch(open(0, "rb", buffering=0), GLib.IO_IN | GLib.IO_HUP, on_input)
say({"ready": True})
loop.run()
