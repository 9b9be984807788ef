"""Stands in for polkit on the private bus: everybody may do everything. ModemManager asks it before each call."""

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

AUTHORITY = "org.freedesktop.PolicyKit1.Authority"
FACTS = {"BackendName": "everything", "BackendVersion": "1", "BackendFeatures": dbus.UInt32(0)}


class Authority(dbus.service.Object):
    @dbus.service.method(AUTHORITY, in_signature="(sa{sv})sa{ss}us", out_signature="(bba{ss})")
    def CheckAuthorization(self, _subject, _action, _details, _flags, _cancellation):
        return True, False, {}

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="ss", out_signature="v")
    def Get(self, _interface, name):
        return FACTS[name]

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="s", out_signature="a{sv}")
    def GetAll(self, _interface):
        return FACTS


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
name = dbus.service.BusName("org.freedesktop.PolicyKit1", dbus.SystemBus())
Authority(name, "/org/freedesktop/PolicyKit1/Authority")
print("ready", flush=True)
GLib.MainLoop().run()
