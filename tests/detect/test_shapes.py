"""Arabic and Urdu as they are printed, from the left to the right and the other way; and what is none."""

from __future__ import annotations

import pytest

from mojibake_fix import detect
from mojibake_fix.detection.sample import text_of
from mojibake_fix.detection.shapes import SHAPES, out_of_shape

ARABIC = "ﺍﻟﻣﻟﻑ ﻏﻳﺭ ﻣﻭﺟﻭﺩ ﻓﻲ ﻫﺫﺍ ﺍﻟﻣﺟﻟﺩ ﻭﻗﺩ ﺗﻡ ﺣﺫﻓﻩ ﻣﻥ ﻗﺑﻝ ﺍﻟﻣﺳﺗﺧﺩﻡ"
URDU = "ﻳﮦ ﻓﺎﺋﻝ ﺍﺱ ﻣﻳﮞ ﻣﻭﺟﻭﺩ ﻧﮩﻳﮞ ﮨﮮ ﺍﻭﺭ ﺍﺳﮮ ﺣﺫﻑ ﻛﺭ ﺩﻳﺎ ﮔﻳﺎ ﮨﮮ"
PRINTED = {"cp864": ARABIC, "cp1006": URDU}


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6", "cp720"])
@pytest.mark.parametrize("order", [1, -1])
def test_letters_are_no_shapes(encoding: str, order: int) -> None:
    """The page of shapes has some for the bytes of the others, but not where they can stand."""
    text = ARABIC.translate(SHAPES)[::order]
    content = text.encode(encoding)
    assert text_of(content, str(detect(content).encoding)) == text


@pytest.mark.parametrize("encoding", PRINTED)
@pytest.mark.parametrize("order", [1, -1])
def test_shapes(encoding: str, order: int) -> None:
    text = PRINTED[encoding][::order]
    found = detect(text.encode(encoding))
    assert (found.encoding, found.confidence > 0.95) == (encoding, True)


@pytest.mark.parametrize("encoding", PRINTED)
def test_shapes_are_in_their_places(encoding: str) -> None:
    assert out_of_shape(PRINTED[encoding]) == 0
    assert out_of_shape(PRINTED[encoding][::2]) < 0


def test_persian_keeps_letters_apart_within_words() -> None:
    """The joiner that does not join stands in most plurals; a page of the web has the other letters as references."""
    page = "<div>و&#1740;را&#1740;ش چوب\u200cالف\u200cها<br></div>\n"
    found = detect(page.encode("cp1256"))
    assert (found.encoding, found.confidence > 0.95) == ("cp1256", True)
