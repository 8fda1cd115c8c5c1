"""Names of files that not every system can have."""

_DEVICES = frozenset(("con", "prn", "aux", "nul", "conin$", "conout$")).union(
    f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"
)


def is_device(name: str) -> bool:
    """Whether Windows takes the name of a file for a device, whatever its ending."""
    return name.partition(".")[0].rstrip().casefold() in _DEVICES
