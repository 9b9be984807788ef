"""A module that has one call at most, scripted, for programs that are driven by D-Bus and for whoever is compared.

Usage: dbus-module.py tcp|pty|abstract. It says {"path"} when a host may come, then one line for each request:
`ring` lets a call come in, `vanish` ends it without any line; the reply is {"stamp"}, ns of CLOCK_MONOTONIC.
The number of a call is the stamp taken just before its first byte was written. It ends with its standard input.
"""

import json
import os
import selectors
import socket
import sys
import time
import tty

# What the hosts ask before they listen for calls. Whatever is set is accepted, whatever else is asked is an error.
ANSWERS = {
    "ATI": ["Quectel", "EC25", "Revision: EC25EFAR06A06M4G"],
    "AT+CGMI": ["Quectel"],
    "AT+CGMM": ["EC25"],
    "AT+CGMR": ["EC25EFAR06A06M4G"],
    "AT+CGSN": ["861123040000000"],
    "AT+GSN": ["861123040000000"],
    "AT+GCAP": ["+GCAP: +CGSM"],
    "AT+CIMI": ["001010123456789"],
    "AT+CPIN?": ["+CPIN: READY"],
    "AT+CFUN?": ["+CFUN: 1"],
    "AT+CMEE?": ["+CMEE: 1"],
    "AT+CREG=?": ["+CREG: (0-2)"],
    "AT+CREG?": ["+CREG: 2,1"],
    "AT+COPS?": ['+COPS: 0,0,"Bench"'],
    "AT+CLCC=?": [],
    "AT+CSQ": ["+CSQ: 20,99"],
    # The serial number of the card, EF-ICCID: ModemManager asks four times, a second apart, when there is none.
    "AT+CRSM=176,12258,0,0,10": ['+CRSM: 144,0,"98101010325476981032"'],
}
# It tells of calls by RING and +CLIP alone.
REFUSED = ("AT^DSCI=1", 'AT+QINDCFG="CCINFO",1')
STATES = {"active": 0, "incoming": 4}


class Module:
    def __init__(self, write):
        self.write = write
        self.typed = b""
        self.state = None
        self.number = ""
        self.long_ring = False

    def say(self, *lines):
        self.write("".join(f"\r\n{line}\r\n" for line in lines).encode())

    def take(self, data):
        *commands, self.typed = (self.typed + data).replace(b"\n", b"").split(b"\r")
        for command in commands:
            self.carry_out(command.decode("latin-1").strip().upper())

    def carry_out(self, command):
        if command == "AT+CLCC":
            self.say(*self.listed(), "OK")
        elif command in ("ATA", "ATH", "AT+CHUP"):
            self.state = "active" if command == "ATA" and self.state else None
            self.say("OK")
        elif command in ANSWERS:
            self.say(*ANSWERS[command], "OK")
        elif command.startswith("AT+CRC="):
            self.long_ring = command.endswith("1")
            self.say("OK")
        else:
            self.say("OK" if accepts(command) else "ERROR")

    def listed(self):
        return [f'+CLCC: 1,1,{STATES[self.state]},0,0,"{self.number}",129'] if self.state else []

    def ring(self):
        word = "+CRING: VOICE" if self.long_ring else "RING"
        self.state = "incoming"
        stamp = time.monotonic_ns()
        self.number = str(stamp)
        # One write: what a module says at once comes in one piece.
        self.write(f'\r\n{word}\r\n\r\n+CLIP: "{stamp}",129,,,,0\r\n'.encode())
        return stamp

    def vanish(self):
        self.state = None
        return time.monotonic_ns()


def accepts(command):
    extended = command.startswith(("AT+", "AT^", "AT$"))
    sets = "=" in command and "?" not in command
    return command not in REFUSED and (sets or not extended)


def say(message):
    print(json.dumps(message), flush=True)


def main(kind):
    selector = selectors.DefaultSelector()
    host = []

    def on_requests():
        line = sys.stdin.buffer.raw.readline()
        if not line:
            sys.exit()
        say({"stamp": {"ring": module.ring, "vanish": module.vanish}[line.decode().strip()]()})

    def on_host(connection):
        try:
            data = connection.recv(4096)
        except ConnectionError:
            data = b""
        if data:
            module.take(data)
        else:
            selector.unregister(connection)
            host.remove(connection)
            connection.close()

    def on_connection():
        connection, _ = server.accept()
        if kind == "tcp":
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        host.append(connection)
        selector.register(connection, selectors.EVENT_READ, lambda: on_host(connection))

    def to_host(data):
        for connection in host:
            connection.sendall(data)

    if kind == "pty":
        near, far = os.openpty()
        tty.setraw(far)
        module = Module(lambda data: os.write(near, data))
        selector.register(near, selectors.EVENT_READ, lambda: module.take(os.read(near, 4096)))
        path = os.ttyname(far)
    else:
        module = Module(to_host)
        server = socket.socket(socket.AF_INET if kind == "tcp" else socket.AF_UNIX)
        name = f"abstract:cellvoice-bench-{os.getpid()}"
        server.bind(("127.0.0.1", 0) if kind == "tcp" else f"\0{name}")
        server.listen()
        path = f"tcp://127.0.0.1:{server.getsockname()[1]}" if kind == "tcp" else name
        selector.register(server, selectors.EVENT_READ, on_connection)
    selector.register(sys.stdin, selectors.EVENT_READ, on_requests)
    say({"path": path})
    while True:
        for key, _ in selector.select():
            key.data()


main(sys.argv[1])
