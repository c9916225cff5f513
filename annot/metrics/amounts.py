"""Amounts: what stands at a place of a text as one number with its unit, be it a figure, a share or a range."""

import re
from decimal import Decimal

from annot.annotation import Kind
from annot.metrics.cues import cues
from annot.metrics.figures import MINUS, PARTED, Amount, read_figure, with_parts
from annot.metrics.prefixes import read_prefix
from annot.metrics.ranges import CHAIN, joined, read_tolerance
from annot.metrics.rates import read_unit
from annot.metrics.shares import read_share
from annot.metrics.units import Unit, Units

__all__ = ["Amount", "read_amount"]

_POINTS = re.compile(rf"(?:个(?:、|和|及|与|，|以及)\d+(?:\.\d+)?){{1,{CHAIN}}}(?P<unit>个[百千]分点)")
"""A list of points whose first members are cut short: 高1.3个和1.5个百分点."""
_SHARE = Unit("", Kind.RATIO, "1", Decimal(1))
_trail = cues("trail")


def read_amount(text: str, start: int, units: Units) -> Amount | None:
    """Read the amount that starts at the place; None when no number does."""
    core = _share(text, start, units) or read_figure(text, start, units)
    if core is None:
        tolerance = read_tolerance(text, start, units)
        return _trailing(text, tolerance) if tolerance else None
    core = _prefixed(text, core, units)
    if core.unit is not None and core.unit.word == "个" and (match := _POINTS.match(text, core.end - 1)):
        core = core._replace(unit=units.at(text, match.start("unit")))
    if core.unit is not _SHARE:
        core = joined(text, with_parts(text, core, units) if core.unit else core, units)
    return _trailing(text, core)


def _prefixed(text: str, core: Amount, units: Units) -> Amount:
    """Take in a currency or a thermometer before the number: $500, 摄氏35度."""
    prefix = read_prefix(text, core.start, core.unit, units)
    return core._replace(start=prefix.start, unit=prefix.unit) if prefix else core


def _share(text: str, start: int, units: Units) -> Amount | None:
    """Read a share; only a fraction has a sign: 负三分之一, -1/4."""
    signed = text.startswith(MINUS, start)
    share = read_share(text, start + signed)
    if share is None:
        return None
    unit = _SHARE._replace(kind=share.kind) if share.kind else _SHARE
    low, high = share.low, share.high
    if signed and low is not None and high is not None:
        low, high = -high, -low
    amount = Amount(start, share.end, low, high, unit, share.vague, "", text[start + signed : share.end])
    part = share.kind is Kind.RATIO or "/" in amount.numeral
    return _measured(text, amount, units) if part else amount


def _measured(text: str, share: Amount, units: Units) -> Amount:
    """Read a part of a unit: 四分之一|公里, 一又二分之一|升, 1/2|kg."""
    unit, end = read_unit(text, share.end, units)
    if unit is None or unit.kind not in PARTED or share.low is None or share.high is None:
        return share
    return share._replace(end=end, unit=unit, low=share.low * unit.factor, high=share.high * unit.factor)


def _trailing(text: str, amount: Amount) -> Amount:
    """Take in 以上, 以内, 左右 and 余 after the unit."""
    found = None if text.startswith("上下游", amount.end) else _trail.after(text, amount.end)
    if found is None or (amount.unit is None and found[0] - amount.end == 1):
        return amount
    end, reading = found
    counted = amount.unit is None or amount.unit.kind is Kind.COUNT
    if end - amount.end == 1 and (counted or text.startswith("点", end)):
        return amount
    if reading == "approx":
        return amount._replace(end=end, vague=True)
    return amount._replace(end=end, bound=reading)
