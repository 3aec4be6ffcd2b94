# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Bad lines over the real socket: framing, JSON, clients that are slow or gone (B01-B10, B28)."""

import json
import socket
import time

from connection import Closed, Failed, equal, expect, kind_of
from harness import OPERATOR

LINE_LIMIT = 1048576
WHOAMI = b'{"id":1,"jsonrpc":"2.0","method":"whoami"}'


def server(suite):
    """One daemon for a group of checks; it must survive all of them."""
    return suite.store().init().prepared()


def raw(store, data, replies=1):
    """Sends bytes on a connection of their own; answers the replies."""
    connection = store.connect()
    connection.send(data)
    found = [json.loads(connection.line()) for _ in range(replies)]
    connection.close()
    return found


def error_of(reply):
    data = reply.get("error", {}).get("data", {})
    return kind_of(reply), data.get("problem")


def still_works(store):
    connection = store.connect()
    expect("result" in connection.ask("whoami"), "whoami after the bad line")
    connection.close()


# name, the bad line, kind, problem (None: not looked at)
LINES = [
    ("B01 not JSON", b"hello", "parseError", "syntax"),
    ("B01 an unfinished object", WHOAMI[:-1], "parseError", "syntax"),
    ("B01 a number", b"42", "invalidRequest", "notAnObject"),
    ("B01 a string", b'"whoami"', "invalidRequest", "notAnObject"),
    ("B01 null", b"null", "invalidRequest", "notAnObject"),
    ("B01 an array is a batch", b"[" + WHOAMI + b"]", "invalidRequest", "batch"),
    ("B01 an empty array", b"[]", "invalidRequest", "batch"),
    ("B01 two documents in a line", WHOAMI + WHOAMI, "parseError", "trailingBytes"),
    ("B01 bytes after the document", WHOAMI + b" x", "parseError", "trailingBytes"),
    ("B01 a comment", WHOAMI[:-1] + b"/* */}", "parseError", "syntax"),
    ("B01 single quotes", b"{'id':1}", "parseError", "syntax"),
    ("B01 a trailing comma", WHOAMI[:-1] + b",}", "parseError", "syntax"),
    ("B06 a key twice", b'{"id":1,"id":2,"jsonrpc":"2.0","method":"whoami"}', "parseError",
     "duplicateKey"),
    ("B06 a key twice, one escaped", b'{"id":1,"\\u0069d":2,"jsonrpc":"2.0","method":"whoami"}',
     "parseError", "duplicateKey"),
    ("B06 a key twice, the other normalisation",
     '{"id":1,"jsonrpc":"2.0","method":"whoami","params":{"\u00e9":1,"e\u0301":2}}'.encode(),
     "parseError", "duplicateKey"),
    ("B08 a fraction", b'{"id":1.5,"jsonrpc":"2.0","method":"whoami"}', "parseError", "number"),
    ("B08 1.0", b'{"id":1.0,"jsonrpc":"2.0","method":"whoami"}', "parseError", "number"),
    ("B08 an exponent", b'{"id":1e3,"jsonrpc":"2.0","method":"whoami"}', "parseError", "number"),
    ("B08 1e400", b'{"id":1e400,"jsonrpc":"2.0","method":"whoami"}', "parseError", "number"),
    ("B08 minus zero", b'{"id":-0,"jsonrpc":"2.0","method":"whoami"}', "parseError", "number"),
    ("B08 a leading zero", b'{"id":007,"jsonrpc":"2.0","method":"whoami"}', "parseError", "number"),
    ("B08 2^53", b'{"id":9007199254740992,"jsonrpc":"2.0","method":"whoami"}', "parseError",
     "number"),
    ("B08 -2^53", b'{"id":-9007199254740992,"jsonrpc":"2.0","method":"whoami"}', "parseError",
     "number"),
    ("B08 2^63", b'{"id":9223372036854775808,"jsonrpc":"2.0","method":"whoami"}', "parseError",
     "number"),
    ("B08 100,000 digits", b'{"id":' + b"9" * 100000 + b',"jsonrpc":"2.0","method":"whoami"}',
     "parseError", "number"),
    ("B08 NaN", b'{"id":NaN,"jsonrpc":"2.0","method":"whoami"}', "parseError", "syntax"),
    ("B09 depth 33", b'{"id":1,"jsonrpc":"2.0","method":"whoami","params":' + b'{"a":' * 32 + b"1"
     + b"}" * 32 + b"}", "parseError", "tooDeep"),
    ("B09 depth 100,000", b"{\"a\":" * 100000, "parseError", "tooDeep"),
    ("B09 65 members", b'{"id":1,"jsonrpc":"2.0","method":"whoami","params":{'
     + b",".join(b'"k%d":1' % n for n in range(65)) + b"}}", "parseError", "tooManyMembers"),
    ("B09 1001 items", b'{"id":1,"jsonrpc":"2.0","method":"whoami","params":{"a":['
     + b",".join([b"1"] * 1001) + b"]}}", "parseError", "tooManyItems"),
    ("B09 400,000 items", b'{"a":[' + b"1," * 400000 + b"1]}", "parseError", "tooManyItems"),
    ("B10 invalid UTF-8", b'{"id":"\xff","jsonrpc":"2.0","method":"whoami"}', "parseError",
     "encoding"),
    ("B10 overlong UTF-8", b'{"id":"\xc0\xaf","jsonrpc":"2.0","method":"whoami"}', "parseError",
     "encoding"),
    ("B10 a surrogate in UTF-8", b'{"id":"\xed\xa0\x80","jsonrpc":"2.0","method":"whoami"}',
     "parseError", "encoding"),
    ("B10 beyond Unicode", b'{"id":"\xf4\x90\x80\x80","jsonrpc":"2.0","method":"whoami"}',
     "parseError", "encoding"),
    ("B10 a lone surrogate", b'{"id":"\\ud800","jsonrpc":"2.0","method":"whoami"}', "parseError",
     "encoding"),
    ("B10 a reversed pair", b'{"id":"\\udc00\\ud800","jsonrpc":"2.0","method":"whoami"}',
     "parseError", "encoding"),
    ("B10 a BOM", b"\xef\xbb\xbf" + WHOAMI, "parseError", "encoding"),
    ("B10 UTF-16", WHOAMI.decode().encode("utf-16-le").replace(b"\n", b""), "parseError", None),
    ("B10 a NUL byte", WHOAMI[:-1] + b"\x00}", "parseError", None),
    ("B10 NUL in a string", b'{"id":"\x00","jsonrpc":"2.0","method":"whoami"}', "parseError",
     "controlCharacter"),
    ("B10 NUL escaped", b'{"id":"\\u0000","jsonrpc":"2.0","method":"whoami"}', "parseError",
     "controlCharacter"),
    ("B10 a raw tab in a string", b'{"id":"\t","jsonrpc":"2.0","method":"whoami"}', "parseError",
     "controlCharacter"),
    ("an unknown member", WHOAMI[:-1] + b',"extra":1}', "invalidRequest", "unknownMember"),
    ("no id", b'{"jsonrpc":"2.0","method":"whoami"}', "invalidRequest", "idMissing"),
    ("a null id", b'{"id":null,"jsonrpc":"2.0","method":"whoami"}', "invalidRequest", "idMissing"),
    ("the wrong version", b'{"id":1,"jsonrpc":"1.0","method":"whoami"}', "invalidRequest",
     "version"),
    ("no version", b'{"id":1,"method":"whoami"}', "invalidRequest", "version"),
    ("params as an array", b'{"id":1,"jsonrpc":"2.0","method":"whoami","params":[]}',
     "invalidParams", None),
    ("B28 an unknown method", b'{"id":1,"jsonrpc":"2.0","method":"box.regster"}', "methodNotFound",
     None),
]


def lines(suite):
    """Each bad line gets its error, and the next line of the same connection its answer."""
    store = server(suite)
    wrong = []
    for name, line, kind, problem in LINES:
        replies = raw(store, line + b"\n" + WHOAMI + b"\n", 2)
        found = error_of(replies[0])
        if found[0] != kind or (problem and found[1] != problem):
            wrong.append(f"{name}: expected {kind}/{problem}, got {json.dumps(replies[0])[:200]}")
        elif "result" not in replies[1]:
            wrong.append(f"{name}: the line after it got {json.dumps(replies[1])[:200]}")
    equal(wrong, [], "bad lines")
    return f"{len(LINES)} lines"


def blank_lines(suite):
    """B01: blank lines and CR LF are no errors; no banner, nothing more than the replies."""
    store = server(suite)
    second = WHOAMI.replace(b'"id":1', b'"id":2')
    replies = raw(store, b"\n\r\n \n" + WHOAMI + b"\r\n\n" + second + b"\n", 2)
    expect(all("result" in reply for reply in replies), f"replies: {replies}")


GOLDEN = [
    ('{"id":1,"jsonrpc":"2.0","method":"whoami"',
     '{"error":{"code":-32700,"data":{"kind":"parseError","offset":41,"problem":"syntax",'
     '"retry":"never"},"message":"Baris ini bukan JSON yang sah (byte 41)."},"id":null,'
     '"jsonrpc":"2.0"}'),
    ('{"id":1,"id":2,"jsonrpc":"2.0","method":"whoami"}',
     '{"error":{"code":-32700,"data":{"kind":"parseError","offset":8,"problem":"duplicateKey",'
     '"retry":"never"},"message":"Kunci “id” tertulis dua kali (byte 8)."},"id":null,'
     '"jsonrpc":"2.0"}'),
    ('{"id":"a-3","jsonrpc":"2.0","method":"events.read","params":{"afterr":0}}',
     '{"error":{"code":-32602,"data":{"kind":"invalidParams","nearest":["after"],'
     '"path":"/afterr","problem":"unknownParam","retry":"never"},'
     '"message":"Parameter “afterr” tidak dikenal."},"id":"a-3","jsonrpc":"2.0"}'),
]


def golden_bytes(suite):
    """The exact bytes that the protocol page gives for its first cases."""
    store = server(suite)
    connection = store.connect()
    for sent, wanted in GOLDEN:
        connection.send(sent.encode() + b"\n")
        equal(connection.line().decode(), wanted, f"reply to {sent}")
    connection.close()


def long_line(suite):
    """B02: a line over the limit is drained and answered; the third closes the connection."""
    store = server(suite)
    connection = store.connect()
    connection.send(b"x" * (LINE_LIMIT + 1) + b"\n" + WHOAMI + b"\n")
    reply = json.loads(connection.line())
    equal(kind_of(reply), "lineTooLong", "kind of a line one byte too long")
    equal(reply["error"]["data"]["limit"], LINE_LIMIT, "limit")
    expect("result" in json.loads(connection.line()), "the line after it")
    padded = WHOAMI[:-1] + b" " * (LINE_LIMIT - len(WHOAMI)) + b"}"
    equal(len(padded), LINE_LIMIT, "length of the longest line")
    connection.send(padded + b"\n")
    expect("result" in json.loads(connection.line()), "a line of exactly the limit")
    connection.send(b"y" * (3 * LINE_LIMIT) + b"\n")
    equal(kind_of(json.loads(connection.line())), "lineTooLong", "the second long line")
    connection.send(b"z" * (LINE_LIMIT + 7) + b"\n")
    equal(kind_of(json.loads(connection.line())), "lineTooLong", "the third long line")
    expect_closed(connection)
    still_works(store)


def expect_closed(connection, seconds=5):
    connection.sock.settimeout(seconds)
    try:
        line = connection.line()
    except Closed:
        return
    raise Failed(f"the connection stays open and says {line[:200]}")


def many_malformed(suite):
    """B01: the 20th malformed line is answered, then the connection is closed."""
    store = server(suite)
    connection = store.connect()
    for number in range(20):
        connection.send(b"{\n")
        equal(kind_of(json.loads(connection.line())), "parseError", f"malformed line {number + 1}")
    expect_closed(connection)
    still_works(store)


def slow_line(suite):
    """B03: a line that does not end in time closes its connection and disturbs no other."""
    store = suite.store("limits.lineSeconds: 2\nlimits.idleSeconds: 30\n").init().prepared()
    slow = store.connect()
    slow.send(WHOAMI[:10])
    waits = []
    for _ in range(50):
        begin = time.monotonic()
        still_works(store)
        waits.append(time.monotonic() - begin)
    # One of fifty may meet a machine that stands still.
    expect(sorted(waits)[-2] < 0.5, f"other connections waited: {sorted(waits)[-3:]}")
    expect_closed(slow)


def byte_by_byte(suite):
    """Bytes may come one at a time, or a thousand requests at once: the answers are the same."""
    store = server(suite)
    connection = store.connect()
    for byte in WHOAMI + b"\n":
        connection.send(bytes([byte]))
    expect("result" in json.loads(connection.line()), "a request in single bytes")
    count = 10000
    payload = b"".join(b'{"id":%d,"jsonrpc":"2.0","method":"whoami"}\n' % n for n in range(count))
    found = []
    view = memoryview(payload)
    connection.sock.setblocking(False)
    pending = b""
    deadline = time.monotonic() + 60
    while len(found) < count:
        expect(time.monotonic() < deadline, f"only {len(found)} of {count} replies")
        if view:
            try:
                view = view[connection.sock.send(view[:65536]):]
            except BlockingIOError:
                pass
        try:
            chunk = connection.sock.recv(1 << 20)
        except BlockingIOError:
            time.sleep(0.001)
            continue
        expect(chunk, "the connection was closed")
        *whole, pending = (pending + chunk).split(b"\n")
        found += [json.loads(line)["id"] for line in whole]
    equal(found, list(range(count)), "ids in order")
    connection.close()


def half_close(suite):
    """B05: after the client's end of input every reply still comes, then the end."""
    store = server(suite)
    connection = store.connect()
    connection.send(b"".join(b'{"id":%d,"jsonrpc":"2.0","method":"whoami"}\n' % n
                             for n in range(30)))
    connection.sock.shutdown(socket.SHUT_WR)
    for _ in range(30):
        expect("result" in json.loads(connection.line()), "a reply after the half-close")
    expect_closed(connection)


def half_close_of_much(suite):
    """B05: also what waits behind a full output is answered, however slowly the client reads."""
    store = server(suite)
    connection = store.connect()
    count = 100
    # Many times what may wait for a client, by more requests than may be in flight.
    connection.send(b"".join(b'{"id":%d,"jsonrpc":"2.0","method":"rpc.discover"}\n' % n
                             for n in range(count)))
    connection.sock.shutdown(socket.SHUT_WR)
    time.sleep(0.5)
    for number in range(count):
        equal(json.loads(connection.line()).get("id"), number, "the next reply")
    expect_closed(connection)


def disconnect(suite):
    """B05: a client that goes after sending harms nobody; sent again, the command is there once."""
    store = server(suite)
    params = {"box": "B-GONE", "occurredOn": "2016-07-01", "commandId": "fault-disconnect-0001"}
    connection = store.connect(OPERATOR)
    connection.send(connection.request("box.register", params))
    connection.close()
    time.sleep(0.3)
    again = store.connect(OPERATOR)
    result = again.call("box.register", params)
    equal(len(result["events"]), 1, "events")
    rows = again.call("events.show", {"commandId": params["commandId"]})["rows"]
    equal(len(rows), 1, "events of the command")
    still_works(store)


def never_reads(suite):
    """B04: a client that never reads is closed, and the daemon keeps its memory."""
    store = suite.store("limits.writeSeconds: 1\nlimits.outputMiB: 2\n").init().prepared()
    connection = store.connect(OPERATOR)
    connection.sock.settimeout(3)
    line = b'{"id":1,"jsonrpc":"2.0","method":"rpc.discover"}\n'
    closed = False
    for _ in range(2000):
        try:
            connection.sock.sendall(line)
        except (OSError, socket.timeout):
            closed = True
            break
    expect(closed, "the daemon read 2,000 requests of a client that takes no reply")
    time.sleep(2.0)
    still_works(store)
    with open(f"/proc/{store.daemon_pid()}/status", encoding="ascii") as file:
        anonymous = int(next(l for l in file if l.startswith("RssAnon")).split()[1])
    expect(anonymous < 300 * 1024, f"{anonymous} KiB of memory")


def checks(suite):
    yield "input: bad lines", lines
    yield "input: blank lines, CR LF", blank_lines
    yield "input: golden bytes", golden_bytes
    yield "input: B02 long lines", long_line
    yield "input: B01 twenty malformed lines", many_malformed
    yield "input: B03 a line that does not end", slow_line
    yield "input: single bytes, 10,000 at once", byte_by_byte
    yield "input: B05 half-close", half_close
    yield "input: B05 half-close behind much", half_close_of_much
    yield "input: B05 disconnect after sending", disconnect
    yield "input: B04 a client that never reads", never_reads
