"""Which encodings the texts of a language are found in, by Python's names."""

from __future__ import annotations

__all__ = ["CJK", "LANGUAGES", "RARE", "UNICODE"]

CJK = (
    ("zh-hans", "gb18030"),
    ("zh-hant", "big5"),
    ("zh-hant", "gb18030"),
    ("ja", "cp932"),
    ("ja", "euc_jp"),
    ("ko", "cp949"),
)
"""Language and encoding of the rows about lines."""

UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")

_WESTERN = ("cp1252", "iso8859_15", "cp850", "cp437", "mac_roman", "cp500")
_CENTRAL = ("cp1250", "iso8859_2", "cp852", "mac_latin2")
_BALTIC = ("cp1257", "iso8859_4", "iso8859_13", "cp775")
_CYRILLIC = ("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "cp855", "mac_cyrillic")

LANGUAGES: dict[str, tuple[str, ...]] = {
    "zh-hans": ("gb18030", "hz", "iso2022_jp_2"),
    "zh-hant": ("big5", "cp950", "big5hkscs", "gb18030", "euc-tw"),
    "zh-hk": ("big5hkscs", "gb18030"),
    "ja": ("cp932", "euc_jp", "iso2022_jp"),
    "ko": ("cp949", "johab", "iso2022_kr"),
    **dict.fromkeys(("ca", "da", "de", "es", "fi", "fr", "id", "it", "nb", "nl", "pt", "sv"), _WESTERN),
    **dict.fromkeys(("cs", "hu", "pl", "sl"), _CENTRAL),
    "ro": ("cp1250", "iso8859_2", "iso8859_16", "cp852", "mac_romanian"),
    "lt": _BALTIC,
    **dict.fromkeys(("bg", "ru", "sr", "uk"), _CYRILLIC),
    "el": ("cp1253", "iso8859_7", "cp737", "mac_greek", "cp875"),
    "tr": ("cp1254", "iso8859_9", "cp857", "mac_turkish", "cp1026"),
    "he": ("cp1255", "iso8859_8", "cp862", "cp424"),
    "ar": ("cp1256", "iso8859_6", "cp720"),
    "fa": ("cp1256",),
    "th": ("cp874", "tis_620", "iso8859_11"),
    "vi": ("cp1258", "viscii", "tcvn"),
}
"""The encodings of each language besides UNICODE."""

RARE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("gl", "is", "ga"), ("cp1252", "iso8859_15", "cp850", "mac_roman")),
    **dict.fromkeys(("hr", "sk"), ("cp1250", "iso8859_2", "cp852", "mac_latin2")),
    **dict.fromkeys(("lv", "et"), ("cp1257", "iso8859_13", "cp775")),
    "et": ("cp1257", "iso8859_15", "cp775"),
    "be": ("cp1251", "koi8_u", "iso8859_5", "cp1125"),
    "mk": ("cp1251", "iso8859_5"),
    "kk": ("kz1048", "ptcp154"),
    "tg": ("koi8_t",),
    "yi": ("cp1255",),
    "sq": ("cp1252", "iso8859_2", "cp850"),
    "eo": ("iso8859_3",),
    "mt": ("iso8859_3",),
}
"""Those of languages of which the models have seen little or nothing."""
