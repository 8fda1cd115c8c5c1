"""Short names of time zones, which mean the same in every language."""

ZONES = {
    "Z": 0,
    "GMT": 0,
    "UTC": 0,
    "WET": 0,
    "WEST": 60,
    "BST": 60,
    "CET": 60,
    "CEST": 120,
    "EET": 120,
    "EEST": 180,
    "MSK": 180,
    "TRT": 180,
    "SGT": 480,
    "HKT": 480,
    "JST": 540,
    "KST": 540,
    "AEST": 600,
    "AEDT": 660,
    "NZST": 720,
    "NZDT": 780,
    "EST": -300,
    "EDT": -240,
    "CDT": -300,
    "MDT": -360,
    "MST": -420,
    "PDT": -420,
    "PST": -480,
    "AKST": -540,
    "AKDT": -480,
    "HST": -600,
}
"""In capitals, and how many minutes each is ahead of UTC."""

UNCLEAR_ZONES = {
    "CST": "Central Standard Time is -06:00, China Standard Time +08:00",
    "IST": "India has +05:30, Israel +02:00, Ireland +01:00",
    "AST": "Atlantic Standard Time is -04:00, Arabia Standard Time +03:00",
    "ET": "Eastern Time is -05:00 in winter and -04:00 in summer",
    "CT": "Central Time is -06:00 in winter and -05:00 in summer",
    "MT": "Mountain Time is -07:00 in winter and -06:00 in summer",
    "PT": "Pacific Time is -08:00 in winter and -07:00 in summer",
}
"""Those that several zones have, and whose they are."""
