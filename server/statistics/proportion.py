"""How large a share of people did something, and how sure that is."""

from collections.abc import Iterable
from math import sqrt

from server.figures import Share

Z_95 = 1.96


def take_share(count: int, of: int) -> Share:
    """`count` of `of` people with the 95 % Wilson interval; without people the shares are None.

    Wilson (1927), J. Am. Stat. Assoc. 22:209, z = 1.96:
    (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n). Raises `ValueError` unless 0 ≤ count ≤ of.
    """
    if not 0 <= count <= of:
        raise ValueError(f"{count} of {of} is no share")
    if of == 0:
        return Share(count=0, of=0, share=None, low=None, high=None)
    share = count / of
    z2 = Z_95 * Z_95
    middle = share + z2 / (2 * of)
    reach = Z_95 * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    widened = 1 + z2 / of
    # At 0 and 1 the interval ends there exactly; rounding could leave it just short of the share.
    low = 0.0 if count == 0 else (middle - reach) / widened
    high = 1.0 if count == of else (middle + reach) / widened
    return Share(count=count, of=of, share=share, low=low, high=high)


def pool(shares: Iterable[Share | None]) -> Share | None:
    """Shares taken together, so that each answer counts once; None if there are none."""
    known = [share for share in shares if share is not None]
    if not known:
        return None
    return take_share(sum(share.count for share in known), sum(share.of for share in known))
