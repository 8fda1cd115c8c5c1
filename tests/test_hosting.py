"""What a host needs beside the pages."""

import pytest

from factbox.model.addresses import WebAddress
from factbox.output.hosting import hosting_files
from factbox.output.rendered import Rendered


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://explainers.example.org", b"explainers.example.org\n"),
        ("https://explainers.example.org/", b"explainers.example.org\n"),
        ("https://zeitung.example/", b"zeitung.example\n"),
        ("https://erklärt.example/", b"xn--erklrt-eua.example\n"),
        ("https://STRAßE.example/", b"xn--strae-oqa.example\n"),
    ],
)
def test_a_site_at_the_top_of_a_domain_names_it(address, domain):
    files = hosting_files(WebAddress.parse(address))

    assert files == [Rendered(".nojekyll", b""), Rendered("CNAME", domain)]


@pytest.mark.parametrize(
    "address",
    [
        "https://someone.github.io/",
        "https://someone.github.io/some-repo/",
        "https://example.org/some-repo/",
        "http://127.0.0.1/",
        "http://localhost/",
        "http://example.org:8000/",
    ],
)
def test_a_site_elsewhere_names_no_domain(address):
    files = hosting_files(WebAddress.parse(address))

    assert files == [Rendered(".nojekyll", b"")]


def test_a_site_without_an_address_names_no_domain():
    assert hosting_files(None) == [Rendered(".nojekyll", b"")]
