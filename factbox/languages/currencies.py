"""The currencies of ISO 4217, and the signs that stand for some of them."""

import msgspec

from factbox.problems import Unreadable

_CODES = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD
    BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB
    EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK
    JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
    MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK
    PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN
    SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST
    XAF XCD XOF XPF YER ZAR ZMW
    """
CODES = frozenset(_CODES.split())
SMALL = (
    *("AED", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD"),
    *("HUF", "INR", "JPY", "KRW", "MXN", "NOK", "NZD", "PLN", "SEK", "SGD", "USD"),
)
"""Those that may be typed in small letters, in which they are no words."""

SIGNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("US$", ("USD",)),
    ("C$", ("CAD",)),
    ("CA$", ("CAD",)),
    ("A$", ("AUD",)),
    ("AU$", ("AUD",)),
    ("NZ$", ("NZD",)),
    ("HK$", ("HKD",)),
    ("S$", ("SGD",)),
    ("NT$", ("TWD",)),
    ("R$", ("BRL",)),
    ("MX$", ("MXN",)),
    ("Mex$", ("MXN",)),
    (
        "$",
        ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "CLP", "COP", "ARS"),
    ),
    ("€", ("EUR",)),
    ("£", ("GBP", "EGP", "GIP", "FKP", "SHP", "SYP", "LBP", "SDG")),
    ("¥", ("JPY", "CNY")),
    ("₩", ("KRW", "KPW")),
    ("₹", ("INR",)),
    ("₽", ("RUB",)),
    ("₴", ("UAH",)),
    ("₺", ("TRY",)),
    ("₪", ("ILS",)),
    ("₫", ("VND",)),
    ("₦", ("NGN",)),
    ("₱", ("PHP",)),
    ("฿", ("THB",)),
    ("zł", ("PLN",)),
    ("CN¥", ("CNY",)),
    ("RMB", ("CNY",)),
    ("GH₵", ("GHS",)),
    ("₵", ("GHS",)),
    ("S/.", ("PEN",)),
    ("S/", ("PEN",)),
    ("₲", ("PYG",)),
    ("₸", ("KZT",)),
    ("৳", ("BDT",)),
    ("₾", ("GEL",)),
    ("₡", ("CRC",)),
    ("Rs", ("INR", "PKR", "LKR", "NPR")),
    ("kr", ("SEK", "NOK", "DKK", "ISK")),
    ("Kč", ("CZK",)),
    ("TL", ("TRY",)),
    ("RM", ("MYR",)),
    ("Rp", ("IDR",)),
    ("KSh", ("KES",)),
    ("Ksh", ("KES",)),
    ("SFr", ("CHF",)),
)
"""A sign, and what it can mean: the first, unless the site's own is another of them."""

MEANINGS = dict(SIGNS)

MILLIONS = {"mdd": "USD", "mde": "EUR", "mdp": "MXN"}
"""Millones de dólares, de euros, de pesos, in the letters of the Spanish press."""

CODES_OF_SIGNS = {
    "R": "ZAR",
    "Ft": "HUF",
    "Fr": "CHF",
    "元": "CNY",
    "Nu": "BTN",
    "Br": "ETB",
}
"""Signs that are not read, as they are letters of much else, and what they can mean."""


def meant_by(sign: str, home: str) -> str:
    """The code of the currency that a sign means on a site whose own is `home`."""
    candidates = MEANINGS[sign]
    return home if home in candidates else candidates[0]


def sign_of(code: str, home: str) -> str:
    """The sign of a currency that means no other on this site; "" if it has none.

    One of letters alone, such as kr, is a sign only at home.
    """
    signs = [
        sign
        for sign, candidates in SIGNS
        if (candidates == (code,) and not sign.isalpha())
        or (code in candidates and code == home)
    ]
    return min(signs, key=len, default="")


def is_kept(sign: str) -> bool:
    """Whether a sign prints as typed: one of several currencies, or one of letters."""
    return len(MEANINGS.get(sign, ())) > 1 or (sign.isalpha() and sign not in CODES)


class Currency(msgspec.Struct, frozen=True):
    """A currency by its code."""

    code: str

    @classmethod
    def parse(cls, text: str) -> "Currency":
        """The currency with this code. Raises `Unreadable` for any other text."""
        if text not in CODES:
            raise Unreadable(
                f"'{text}' is not the code of a currency",
                "write the three letters of ISO 4217, like 'EUR' or 'USD'",
            )
        return cls(text)

    def __str__(self) -> str:
        return self.code
