"""dbt's page of documentation as a release holds it."""

from pathlib import Path

from qushu.paths import ROOT

# What Angular, or the bundler, should have filled in before a browser asks for files of such names.
_UNREADY = {
    '<use xlink:href="{{': '<use ng-attr-xlink:href="{{',
    "${require('./assets/favicons/favicon.ico')}": "../assets/icon.svg",
    '<link rel="canonical" href="/overview/"/>': "",
}


def kept(html: str, folder: Path) -> str:
    """The page without the names of folders of this machine, asking for no file that is not there.

    :param folder: the release being built.
    """
    html = html.replace(f"{folder}/", "").replace(f"{ROOT}", ".")
    for unready, ready in _UNREADY.items():
        html = html.replace(unready, ready)
    return html
