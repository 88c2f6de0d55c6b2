# SPDX-License-Identifier: ISC
"""A headless Chromium for tests, driven over a pipe: nothing to install but it.

    with Browser() as browser:
        page = browser.open("/tmp/page.html", width=1440)
        page.run("document.title")
        page.key("j")
        page.shot("/tmp/page.png")
"""
import base64
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find():
    """The path of a browser, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Browser:
    def __init__(self):
        self.folder = tempfile.mkdtemp()
        theirs, self.to = os.pipe()
        self.back, theirs_too = os.pipe()
        # Chromium reads commands from 3 and answers to 4.
        arguments = [find(), "--headless=new", "--no-sandbox", "--disable-gpu",
                     "--hide-scrollbars", "--remote-debugging-pipe",
                     "--user-data-dir=" + self.folder, "about:blank"]
        script = 'exec 3<&%d 4>&%d; exec "$@"' % (theirs, theirs_too)
        self.process = subprocess.Popen(
            ["bash", "-c", script, "bash", *arguments], pass_fds=(theirs, theirs_too),
            stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        os.close(theirs)
        os.close(theirs_too)
        self.number = 0
        self.rest = b""
        self.problems = []

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        try:
            self.send("Browser.close")
        except (OSError, EOFError):
            pass
        self.process.wait(timeout=20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def receive(self):
        while b"\0" not in self.rest:
            more = os.read(self.back, 1 << 20)
            if not more:
                raise EOFError("the browser is gone")
            self.rest += more
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def note(self, message):
        """Whatever a page logs or throws is a problem."""
        method = message.get("method")
        if method == "Runtime.exceptionThrown":
            self.problems.append(message["params"]["exceptionDetails"]["text"])
        elif method == "Log.entryAdded" and message["params"]["entry"]["level"] == "error":
            self.problems.append(message["params"]["entry"]["text"])
        return method

    def send(self, method, session=None, **params):
        self.number += 1
        command = {"id": self.number, "method": method, "params": params}
        if session:
            command["sessionId"] = session
        os.write(self.to, json.dumps(command).encode() + b"\0")
        while True:
            message = self.receive()
            self.note(message)
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError("%s: %s" % (method, message["error"]["message"]))
                return message["result"]

    def open(self, path, **options):
        return Page(self, path, **options)


class Page:
    def __init__(self, browser, path, width=1440, height=1000, dark=False, script=True,
                 fragment=""):
        self.browser = browser
        target = browser.send("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.send("Target.attachToTarget", targetId=target,
                                    flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.send(domain + ".enable")
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)
        self.send("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.send("Emulation.setScriptExecutionDisabled", value=not script)
        self.load(pathlib.Path(path).resolve().as_uri() + fragment)

    def load(self, address):
        self.send("Page.navigate", url=address)
        while self.browser.note(self.browser.receive()) != "Page.loadEventFired":
            pass

    def send(self, method, **params):
        return self.browser.send(method, self.session, **params)

    def run(self, expression):
        """The value of an expression (works without scripts, too)."""
        result = self.send("Runtime.evaluate", expression=expression, returnByValue=True,
                           awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"]["exception"]["description"])
        return result["result"].get("value")

    def key(self, key):
        for kind in ("keyDown", "keyUp"):
            text = {"text": key} if kind == "keyDown" and len(key) == 1 else {}
            self.send("Input.dispatchKeyEvent", type=kind, key=key, **text)

    def click(self, selector):
        box = self.run("(() => { const e = document.querySelector(%s); e.scrollIntoView("
                       "{block: 'center'}); const r = e.getBoundingClientRect();"
                       "return [r.x + r.width / 2, r.y + r.height / 2]; })()"
                       % json.dumps(selector))
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1],
                      button="left", clickCount=1)

    def shot(self, path):
        data = self.send("Page.captureScreenshot", format="png")["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))

    def pdf(self):
        return base64.b64decode(self.send("Page.printToPDF")["data"])
