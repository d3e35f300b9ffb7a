"""Tell somebody else how a build has ended: a command is run, or a webhook is called.

Either receives one JSON object: the command on stdin, the webhook as the body of a POST. It holds
`event` (published or failed), `message`, `details`, `release`, `previous`, `changes`, `quarantined`
and `releases`, the folder.
"""

import os
import shlex
import subprocess
import urllib.request
from typing import Any

from qushu.console import warn
from qushu.output import to_json

_SECONDS = 30


def notify(target: str, news: dict[str, Any]) -> None:
    """Hand `news` to a target; whatever goes wrong there is said, and changes nothing here.

    :param target: an http or https address, or a command line.
    """
    body = to_json(news).encode()
    try:
        if target.startswith(("http://", "https://")):
            _post(target, body)
        else:
            _run(target, body, str(news["event"]))
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        warn("not notified", f"Nobody was notified: {' '.join(str(error).split())}")


def _post(address: str, body: bytes) -> None:
    request = urllib.request.Request(
        address, data=body, headers={"Content-Type": "application/json; charset=utf-8"}
    )
    with urllib.request.urlopen(request, timeout=_SECONDS):
        pass


def _run(command: str, body: bytes, event: str) -> None:
    subprocess.run(
        shlex.split(command),
        input=body,
        env=os.environ | {"QUSHU_EVENT": event},
        stdout=subprocess.DEVNULL,
        timeout=_SECONDS,
        check=True,
    )
