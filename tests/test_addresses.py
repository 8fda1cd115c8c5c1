"""Addresses that authors type, and what no address may hold."""

import pytest

from factbox.model.addresses import SiteAddress, WebAddress
from factbox.output.addresses import Asked, is_elsewhere
from factbox.problems import Unreadable


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/explainers/",
        "http://localhost:8000",
        "https://[2001:db8::1]:8443/a",
        "https://m\u00fcller.example./",
        "https://example.org/a..b/.c/",
        "https://example.org//",
    ],
)
def test_an_address_of_a_site_is_what_all_its_pages_share(address: str) -> None:
    assert SiteAddress.parse(address).text == address.rstrip("/") + "/"


@pytest.mark.parametrize(
    "server", ["e.org:99999", "e.org:0", "e.org:https", ".", "a..b", "..", "a" * 64]
)
def test_a_server_that_cannot_be_is_refused(server: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        WebAddress.parse(f"https://{server}/")

    assert refusal.value.message == f"no server has the name and port '{server}'"


@pytest.mark.parametrize(
    "path", ["/elsewhere.example/", "a//b", "a/../b", "./", "..", "%2e%2E/b", "a/%2e"]
)
def test_a_path_that_could_lead_elsewhere_is_refused(path: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        SiteAddress.parse(f"https://example.org/{path}")

    assert refusal.value.message == (
        "the path in this address has a part that is empty, '.' or '..'"
    )


@pytest.mark.parametrize("login", ["desk@", "desk:1234@", ":1234@"])
def test_a_password_is_published_from_nowhere(login: str) -> None:
    address = f"https://{login}example.org/"

    for refuse in (
        lambda: WebAddress.parse(address),
        lambda: is_elsewhere(Asked("link", address)),
        lambda: is_elsewhere(Asked("load", f"\thttps:\\\\{login}example.org")),
    ):
        with pytest.raises(Unreadable) as refusal:
            refuse()
        assert refusal.value.message == "this web address holds a name or a password"


@pytest.mark.parametrize(
    "address",
    ["mailto:desk@example.org", "https://example.org/@desk", "https://e.org/?to=a@b.c"],
)
def test_an_at_sign_elsewhere_is_no_login(address: str) -> None:
    assert is_elsewhere(Asked("link", address))
