"""A client of the private system bus for a parent that speaks lines of JSON.

Request: {"id", "to", "path", "interface", "method", "signature", "arguments"}; an argument {"uint16": 25} is typed.
Reply: {"id", "result"} or {"id", "error"}. Every signal of the bus: {"signal", "path", "arguments"}.
"""

import json
import sys

import dbus
import dbus.mainloop.glib
from gi.repository import GLib

dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
loop = GLib.MainLoop()
bus = dbus.SystemBus()


def say(message):
    print(json.dumps(message), flush=True)


def plain(value):
    """D-Bus values as JSON has them; its own encoder would write a boolean as 0 or 1."""
    if isinstance(value, dbus.Boolean):
        return bool(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return float(value)
    return int(value) if isinstance(value, int) else str(value)


def typed(value):
    if isinstance(value, dict) and list(value) == ["uint16"]:
        return dbus.UInt16(value["uint16"])
    return value


def call(request):
    number = request["id"]
    bus.call_async(
        request["to"],
        request["path"],
        request["interface"],
        request["method"],
        request["signature"],
        [typed(argument) for argument in request["arguments"]],
        lambda *results: say({"id": number, "result": plain(results[0]) if len(results) == 1 else plain(results)}),
        lambda error: say({"id": number, "error": f"{error.get_dbus_name()}: {error.get_dbus_message()}"}),
        timeout=60,
    )


def on_input(source, _condition):
    line = source.readline()
    if line:
        call(json.loads(line))
    else:
        loop.quit()
    return bool(line)


def on_signal(*arguments, path, interface, member):
    say({"signal": f"{interface}.{member}", "path": str(path), "arguments": plain(arguments)})


bus.add_signal_receiver(on_signal, path_keyword="path", interface_keyword="interface", member_keyword="member")
# Unbuffered, so that no line waits unseen in a buffer while the main loop watches the pipe.
GLib.io_add_watch(open(0, "rb", buffering=0), GLib.IO_IN | GLib.IO_HUP, on_input)
say({"ready": True})
loop.run()
