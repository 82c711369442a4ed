"""Pages whose letters Windows-1252 has signs for: signs between letters prove them, and clean text that has such signs stays."""

from __future__ import annotations

import pytest

from mojibake_fix import fix_text
from mojibake_fix.restore.channels import CHANNELS, corrupt

# mojibake-fix: off
STAYS = {
    "units": "Die Fläche beträgt 12 m³ bei 5 km² je Einwohner, kg/m³ und cm³ pro kWh³",
    "Spanish": "¿Qué? ¡No! ¿Cómo estás?pero¿sabes? El 1º y la 2ª, nº 3",
    "footnotes": "see note¹ and word² and foo³bar, cross†ref and baz‡qux",
    "formulas": "x³y³z + a±b, c±d; a³b³c³ + d¹e¹f¹",
    "marks without blanks": "„Wort„ und „Satz‚ sagte‚ er; nicht„gut„ und„besser„als",
    "per mille": "per‰mille a‰b c‰d",
    "paragraphs": "pa¶ra¶graph¶sign a¶b",
    "ordinals": "ªº ordinal 1ºano 2ªserie nºde mºa",
    "capitals in names": "GitHubŠ iPodŸ McŽ wikiŠablona",
    "joined words": "EkoŠkola a EkoŽivot; EkoŠpajza, pocetŽiakov = menoŠkoly + vekŽiaka",
    "names": "Škoda, Žižkov, Œuvre, L’Haÿ-les-Roses, L’HAŸ-LES-ROSES, Šašek Žaneta",
    "Icelandic": "Skráin fannst ekki, þú hefur ekki réttindi; bókaþing, ýmislegt, viðbót",
    "Portuguese": "Não foi possível abrir a configuração; você está só",
    "Hungarian as it was typed": "Az eszköz nem elérhetõ, kérjük ellenõrizze a csatlakozást és a tûzfalat",
    "Kurdish": "Rûpela peywendar ya gotûbêjê jî jê bibe",
    "Albanian": "E pamundur hapja e kësaj rubrike; të mos jetë",
    "Breton": "Gwarezet eo ar bajenn-mañ, digeriñ ha kevamsaviñ",
    "a chart": "‚ƒ„…†‡ˆ‰Š‹Œ ³´µ¶·¸¹º»¼½¾¿",
}
# mojibake-fix: on


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_stays(text: str) -> None:
    """Alone, down a file, and among the others, whatever the risk."""
    for whole in (text, f"{text}\n" * 20, "\n".join([*STAYS.values(), text])):
        assert fix_text(whole, profile="repair", max_risk=1.0) == whole


BACK = [
    ("cp1250-as-cp1252", "Nie można otworzyć pliku, ponieważ jest już używany"),
    ("iso-8859-2-as-cp1252", "Nie można otworzyć pliku, ponieważ jest już używany"),
    ("cp850-as-cp1252", "Bitte wählen Sie das gewünschte Gerät aus"),
    ("mac-roman-as-cp1252", "Bitte wählen Sie das gewünschte Gerät aus"),
    ("mac-roman-as-cp1252", "Créez d'abord l'élément sélectionné à côté"),
]


@pytest.mark.parametrize(("channel", "text"), BACK, ids=[f"{channel} {text[:5]}" for channel, text in BACK])
def test_comes_back(channel: str, text: str) -> None:
    """A line alone, and in its document one that says less by itself."""
    shown = corrupt(CHANNELS[channel], text)
    assert fix_text(shown, profile="repair") == text
    assert fix_text(f"# A title\n{shown}\n", profile="repair") == f"# A title\n{text}\n"


def test_one_sign_is_not_enough() -> None:
    """It may be a slip of the key; beside a line that proves the channel it is one of its letters."""
    little, much = "Usuń ją z użytkowników", "Nie można otworzyć pliku, ponieważ jest już używany"
    shown = corrupt(CHANNELS["cp1250-as-cp1252"], little)
    assert fix_text(shown, profile="repair") == shown
    document = corrupt(CHANNELS["cp1250-as-cp1252"], f"{much}\n{little}\n")
    assert fix_text(document, profile="repair") == f"{much}\n{little}\n"
