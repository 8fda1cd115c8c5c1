"""What a host needs beside the pages: GitHub Pages, and others that read the same."""

from unicodedata import normalize
from urllib.parse import urlsplit

from factbox.model.addresses import WebAddress
from factbox.output.rendered import Rendered


def hosting_files(address: WebAddress | None) -> list[Rendered]:
    """The files that tell a host how to serve the site.

    `.nojekyll` keeps GitHub from building the site once more, which would drop files
    whose names begin with "_". `CNAME` names the site's own domain, if it has one.
    """
    files = [Rendered(".nojekyll", b"")]
    if address and (domain := own_domain(address)):
        files.append(Rendered("CNAME", f"{domain}\n".encode()))
    return files


def own_domain(address: WebAddress) -> str:
    """The domain that is the site's own, in its ASCII form (RFC 5890); "" if none is.

    A domain is the site's own if the address is the top of it and GitHub does not lend
    it. An address below the top belongs to the site that has the top.
    """
    parts = urlsplit(address.text)
    host = parts.hostname or ""
    lent = host.endswith(".github.io")
    named = "." in host and not host.rpartition(".")[2].isdigit()
    if lent or not named or parts.port or parts.path.strip("/"):
        return ""
    return ".".join(_in_ascii(label) for label in normalize("NFC", host).split("."))


def _in_ascii(label: str) -> str:
    # Not Python's codec "idna": it knows IDNA 2003, which turns "ß" into "ss".
    return label if label.isascii() else f"xn--{label.encode('punycode').decode()}"
