"""Addresses on the web: those that authors type, and how browsers read any."""

import re

import msgspec

from factbox.problems import Unreadable

WEB_SCHEMES = ("http", "https", "mailto")
"""The schemes of what a reader can follow."""


class WebAddress(msgspec.Struct, frozen=True):
    """An http or https address (RFC 3986), as typed."""

    text: str

    @classmethod
    def parse(cls, text: str) -> "WebAddress":
        from urllib.parse import urlsplit

        try:
            parts = urlsplit(text)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Unreadable(
                f"'{text}' is not a web address",
                "write it whole, with https:// in front",
            )
        try:
            can_be = parts.port != 0 and _is_host(parts.hostname)
        except ValueError:
            can_be = False
        if not can_be:
            raise Unreadable(
                f"no server has the name and port '{parts.netloc.rpartition('@')[2]}'",
                "copy the address from the address bar",
            )
        if not text.isprintable() or any(c in text for c in " <>\"'`{}|\\^"):
            raise Unreadable(
                "this web address has a character that no address has",
                "copy it from the address bar, which writes such characters with %",
            )
        if holds_login(text):
            raise Unreadable(*LOGIN)
        return cls(text)

    def __str__(self) -> str:
        return self.text


LOGIN = (
    "this web address holds a name or a password",
    "leave out what stands between '//' and '@', and change the password",
)
"""What is wrong with an address that `holds_login`, and the next step."""


def _is_host(name: str) -> bool:
    """Whether a host could have this name: IPv6, or labels between dots (RFC 1035)."""
    labels = name.removesuffix(".").split(".")
    return ":" in name or all(0 < len(label) <= 63 for label in labels)


def holds_login(address: str) -> bool:
    """Whether a web address has a name or a password in front of its host."""
    return bool(_LOGIN.match(as_browsers_read(address)))


class SiteAddress(WebAddress, frozen=True):
    """The address below which all pages of the site stand; it ends in "/"."""

    @classmethod
    def parse(cls, text: str) -> "SiteAddress":
        from urllib.parse import unquote

        address = WebAddress.parse(text).text
        if "?" in address or "#" in address:
            raise Unreadable(
                "the address of a site has no '?' and no '#'",
                "write only the part that all of its pages share",
            )
        path = address.partition("://")[2].partition("/")[2].rstrip("/")
        if not {"", ".", ".."}.isdisjoint(unquote(path).split("/") if path else ()):
            raise Unreadable(
                "the path in this address has a part that is empty, '.' or '..'",
                "write it as the address bar shows it",
            )
        return cls(address.rstrip("/") + "/")


# Browsers take these away before they read an address (URL Standard, 4.4).
_AROUND = "".join(map(chr, range(0x21)))
_WITHIN = re.compile("[\t\n\r]")
_LOGIN = re.compile(r"(?:https?:)?[/\\]{2,}[^/\\?#]*@", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def scheme_of(address: str) -> str:
    """The scheme of an address as browsers read it, in lower case; "" for none."""
    found = _SCHEME.match(as_browsers_read(address))
    return found[0][:-1].lower() if found else ""


def as_browsers_read(address: str) -> str:
    """The address without what browsers take away before they read it."""
    return _WITHIN.sub("", address.strip(_AROUND))
